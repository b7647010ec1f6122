import { languages } from '#azure/export/code.ts';
import { computeCodes, shownCompute, shownLanguage } from '#state/code-view.ts';
import { findCompute } from '#state/selectors.ts';
import { CodePage } from './CodePage.tsx';
import { tabLine } from './code-lines.ts';
import { useApp, useKit, type Area } from './context.ts';
import { explain } from './explain.ts';
import { cut } from './cells.ts';
import { Lines } from './parts/Lines.tsx';
import type { RouteOf } from './route-of.ts';

const titles = languages.map(({ title }) => title);

/** A compute as code: what would make it again, and what acts on it, in every language. */
export const CodeScreen = ({ route, columns, rows }: Area & { readonly route: RouteOf<'code'> }) => {
  const { paint } = useKit();
  const compute = useApp((state) => findCompute(state, route.id));
  const codes = useApp(computeCodes);
  const shown = useApp(shownCompute);
  const language = useApp(shownLanguage);
  const problem = useApp((state) => state.code.compute?.remote.problem);
  if (compute === undefined)
    return <Lines lines={['', paint.secondary('   This compute is gone. q goes back.')]} />;
  const head = [
    tabLine(
      titles,
      languages.findIndex(({ id }) => id === language),
      paint,
    ),
    tabLine(
      codes.map(({ title }) => title),
      shown === undefined ? -1 : codes.indexOf(shown),
      paint,
    ),
    ...(problem === undefined
      ? []
      : [
          paint.needsPerson(
            cut(`   What would make it again cannot be told: ${explain(problem).what}`, columns - 1),
          ),
        ]),
    '',
  ];
  return <CodePage head={head} columns={columns} rows={rows} />;
};
