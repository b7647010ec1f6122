import type { FieldKind } from '#azure/targets/field.ts';

/** Whether what is in a field must neither be kept nor told. */
export const isSecretField = (kind: FieldKind, text: string): boolean =>
  kind.is === 'secret' || (kind.is === 'text' && kind.looksSecret?.(text) === true);
