import { Box } from 'ink';
import { targetOf } from '#azure/targets/index.ts';
import type { FieldInfo, FieldVerdict } from '#azure/targets/target.ts';
import { emptyLine } from '#state/line-edit.ts';
import { checkedForm } from '#state/selectors.ts';
import { cut, pad } from './cells.ts';
import { useApp, useInterest, useKit, type Area } from './context.ts';
import { Lines } from './parts/Lines.tsx';
import { fieldText } from './parts/field-text.ts';
import type { RouteOf } from './route-of.ts';
import type { Paint } from './theme.ts';
import { money } from './words.ts';

const labelCells = 12;
const boxCells = 32;
const hoursAMonth = 730;

const verdictWords = (
  verdict: FieldVerdict | undefined,
  touched: boolean,
  paint: Paint,
  ok: string,
  no: string,
): string => {
  if (verdict === undefined || !touched) return '';
  if (verdict.is === 'ok') return paint.works(ok);
  return verdict.is === 'warn'
    ? paint.changing(`! ${verdict.words}`)
    : paint.needsPerson(`${no} ${verdict.words}`);
};

const sources = ['sizes', 'computes'] as const;

/** The form of a kind of target: a field a line, its verdict beside or below it, cost and warnings under them. */
export const FormScreen = ({ route, columns, rows }: Area & { readonly route: RouteOf<'form'> }) => {
  const { paint, glyphs } = useKit();
  useInterest(sources);
  const form = useApp((state) => state.form);
  const checked = useApp(checkedForm);
  const info = targetOf(route.target)?.form;
  if (form === undefined || info === undefined) return null;
  const beside = columns - labelCells - boxCells - 5;

  const fieldLines = (field: FieldInfo): readonly string[] => {
    const focused = form.focus === field.name;
    const line = form.lines[field.name] ?? emptyLine;
    const verdict = checked?.fields[field.name];
    const touched = form.touched[field.name] === true;
    const said = verdictWords(verdict, touched, paint, glyphs.ok, glyphs.failed);
    const mark = focused ? glyphs.cursor : ' ';
    const label = pad(field.label, labelCells);
    const box = fieldText(line, { cells: boxCells, focused }, paint);
    const short = touched && verdict !== undefined && verdict.words.length + 2 <= beside;
    return [
      ` ${mark}${focused ? paint.bold(label) : label} ${box} ${short || verdict?.is === 'ok' ? said : ''}`,
      // Words that do not fit beside the field stand below it, in the line that shows its help otherwise.
      `  ${' '.repeat(labelCells)}  ${
        touched && verdict !== undefined && verdict.is !== 'ok' && !short
          ? cut2(verdict, columns - labelCells - 5, paint, glyphs.failed)
          : focused
            ? paint.secondary(cut(field.help, columns - labelCells - 5))
            : ''
      }`,
    ];
  };

  const plan = checked?.plan;
  const cost = plan?.cost;
  const perMonth = cost?.atMin === undefined ? undefined : cost.atMin * hoursAMonth;
  const costWords =
    cost === undefined
      ? ''
      : `${money(cost.atMin)} at min, ${money(cost.atMax)} at max (list price, VM only)${
          perMonth === undefined || perMonth === 0 ? '' : `, at min $${perMonth.toFixed(0)} a month`
        }`;
  const said = [
    ...(checked?.blocks ?? []).map((words) => paint.needsPerson(` ${glyphs.failed} ${words}`)),
    ...(plan?.warnings ?? []).map((words) => paint.changing(` ! ${words}`)),
  ];
  const onButton = form.focus === 'send';
  const button = onButton ? paint.selected('[ Review ]') : '[ Review ]';
  const lines = [
    '',
    ...info.fields.flatMap(fieldLines),
    costWords === '' ? '' : ` ${pad('Cost', labelCells + 1)} ${costWords}`,
    ...said.slice(0, Math.max(0, rows - info.fields.length * 2 - 4)),
    ` ${onButton ? glyphs.cursor : ' '}${button}  ${paint.secondary(plan === undefined ? 'something above is missing or wrong' : 'shows what will be sent; nothing is sent yet')}`,
  ];
  return (
    <Box flexDirection="column">
      <Lines lines={lines.slice(0, rows)} />
    </Box>
  );
};

const cut2 = (verdict: FieldVerdict, cells: number, paint: Paint, no: string): string =>
  verdict.is === 'warn'
    ? paint.changing(cut(`! ${verdict.words}`, cells))
    : paint.needsPerson(cut(`${no} ${verdict.words}`, cells));
