import type { Json } from '../gateway.ts';
import type { Draft, Fields, FormFacts, Values } from './field.ts';
import type {
  AnyPlan,
  Checked,
  Claims,
  Cost,
  FieldInfo,
  FieldVerdict,
  Form,
  Machines,
  TargetForm,
} from './target.ts';

/** What every form says about itself; the rest follows from it. */
type PartsOfForm<F extends Fields> = {
  readonly fields: F;
  readonly name: (values: Values<F>) => string;
  /** Rules between fields, each broken one in words. */
  readonly rules: (values: Values<F>, facts: FormFacts) => readonly string[];
  readonly warnings: (values: Values<F>, facts: FormFacts) => readonly string[];
  /** Of the fields that mean something by now; undefined while it cannot be told. */
  readonly cost: (values: Partial<Values<F>>, facts: FormFacts) => Cost | undefined;
  /** The machines that it asks for, likewise; absent where it asks for none. */
  readonly machines?: (values: Partial<Values<F>>, facts: FormFacts) => Machines | undefined;
  readonly body: (values: Values<F>, facts: FormFacts) => Json;
  /** Paths of the body that hold secrets, whether or not a body has them. */
  readonly secrets?: readonly string[] | ((values: Values<F>) => readonly string[]);
};

/** What a target says about its form. */
export type FormSpec<F extends Fields> = PartsOfForm<F> & {
  readonly claims: (values: Values<F>, facts: FormFacts) => Claims;
};

/** What every plan holds, whatever it is for. */
type PartsOfPlan = Omit<AnyPlan, 'claims' | 'job'>;

const privateKey = /-{3,} ?BEGIN [\w ]*PRIVATE KEY|PuTTY-User-Key-File|b3BlbnNzaC1rZXktdjE/u;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const has = (body: unknown, path: string): boolean => {
  let at = body;
  for (const key of path.split('.')) {
    if (!isRecord(at) || !Object.hasOwn(at, key)) return false;
    at = at[key];
  }
  return true;
};

const secretsIn = <F extends Fields>(
  { secrets = [] }: PartsOfForm<F>,
  values: Values<F>,
): readonly string[] => (typeof secrets === 'function' ? secrets(values) : secrets);

/** The form of a target. */
export const formOf = <F extends Fields>(spec: FormSpec<F>): TargetForm =>
  formWith(spec, (parts, values, facts) => ({ ...parts, claims: spec.claims(values, facts) }));

/**
 * A form: which fields there are, which matter, and what a draft of them amounts to.
 * @param planOf completes the plan of a draft of which nothing is missing
 */
export const formWith = <F extends Fields, P extends AnyPlan>(
  spec: PartsOfForm<F>,
  planOf: (parts: PartsOfPlan, values: Values<F>, facts: FormFacts) => P,
): Form<P> => {
  const entries = Object.entries(spec.fields);
  const infos: readonly FieldInfo[] = entries.map(([name, { label, help, kind, group }]) => ({
    name,
    label,
    help,
    kind,
    group,
  }));
  // A draft may come from a file that an older version wrote.
  const plainInitials = Object.fromEntries(
    entries.map(([name, { initial }]) => [name, typeof initial === 'string' ? initial : '']),
  );
  const initial = (facts: FormFacts): Draft =>
    Object.fromEntries(
      entries.map(([name, field]) => [
        name,
        typeof field.initial === 'string' ? field.initial : field.initial(facts),
      ]),
    );

  return {
    fields: infos,
    initial,
    visible: (draft) => {
      const whole = { ...plainInitials, ...draft };
      return infos.filter(({ name }) => spec.fields[name]?.shown?.(whole) ?? true);
    },
    check: (draft, facts) => {
      const whole: Draft = { ...initial(facts), ...draft };
      const fields: Record<string, FieldVerdict> = {};
      const values: Record<string, unknown> = {};
      const fieldWarnings: string[] = [];
      let complete = true;
      for (const [name, field] of entries) {
        if (field.shown?.(whole) === false) continue;
        const text = whole[name] ?? '';
        const parsed = privateKey.test(text)
          ? ({ ok: false, why: 'this is a private key, which must never leave your computer' } as const)
          : field.parse(text, facts);
        if (!parsed.ok) {
          complete = false;
          fields[name] = { is: 'block', words: parsed.why };
          continue;
        }
        values[name] = parsed.value;
        fields[name] = { is: parsed.warn === undefined ? 'ok' : 'warn', words: parsed.warn ?? '' };
        if (parsed.warn !== undefined) fieldWarnings.push(`${field.label}: ${parsed.warn}`);
      }
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every value was parsed by its own spec just above
      const some = values as Partial<Values<F>>;
      const [cost, machines] = [spec.cost(some, facts), spec.machines?.(some, facts)];
      const soFar: Checked<P> = {
        fields,
        blocks: [],
        ...(cost === undefined ? {} : { cost }),
        ...(machines === undefined ? {} : { machines }),
      };
      if (!complete) return soFar;
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- and none of the visible ones is missing
      const read = values as Values<F>;
      const blocks = spec.rules(read, facts);
      if (blocks.length > 0) return { ...soFar, blocks };
      const body = spec.body(read, facts);
      return {
        ...soFar,
        plan: planOf(
          {
            name: spec.name(read),
            body,
            warnings: [...fieldWarnings, ...spec.warnings(read, facts)],
            cost: cost ?? {},
            secrets: secretsIn(spec, read).filter((path) => has(body, path)),
          },
          read,
          facts,
        ),
      };
    },
  };
};
