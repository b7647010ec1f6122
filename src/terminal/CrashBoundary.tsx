import { Component, type ReactNode } from 'react';

type Props = { readonly onCrash: (error: unknown) => void; readonly children: ReactNode };

/** Hands a fault met while drawing to whoever ends the program. A class, because React offers this to classes only. */
export class CrashBoundary extends Component<Props, { readonly crashed: boolean }> {
  static getDerivedStateFromError = () => ({ crashed: true });

  override state = { crashed: false };

  override componentDidCatch(error: unknown): void {
    this.props.onCrash(error);
  }

  override render(): ReactNode {
    return this.state.crashed ? null : this.props.children;
  }
}
