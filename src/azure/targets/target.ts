import type { Json } from '../gateway.ts';
import type { ComputeType } from '../model.ts';
import type { Fields, FormFacts, Values } from './field.ts';

/** The kinds of compute target: those of the REST API, and four that are nothing to create. */
export type TargetId = ComputeType | 'local' | 'ContainerInstances' | 'Functions' | 'IoTEdge';

/** What a target can be used for, as Microsoft's documents list it. Text qualifies a yes. */
export type Uses = {
  readonly automl: boolean | string;
  readonly pipelines: boolean;
  readonly designer: boolean;
  readonly batch: boolean;
  readonly realTime: boolean | string;
};

export type Standing = {
  readonly is: 'current' | 'preview' | 'legacy' | 'retired';
  /** What that means here: what replaced it, or since when it is gone. */
  readonly note?: string;
};

/** Facts that hold for a kind of target whatever the form says. */
export type TargetFacts = {
  readonly id: TargetId;
  readonly title: string;
  /** What the user does to have one: create it, attach something that exists, or nothing in the workspace. */
  readonly verb: 'create' | 'attach' | 'guide';
  readonly standing: Standing;
  /** How an entry leaves the workspace. `detach` never touches the resource itself. */
  readonly removal: 'delete' | 'detach' | 'none';
  readonly uses: Uses;
  readonly about: string;
  readonly notes: readonly string[];
};

/** Text by field name: what a form holds. */
export type Draft = Readonly<Record<string, string>>;

/** One field as a screen needs it. */
export type FieldInfo = {
  readonly name: string;
  readonly label: string;
  readonly help: string;
  readonly kind: 'text' | 'size';
  readonly initial: string;
};

/** What is said about one field of a draft. */
export type FieldVerdict = { readonly is: 'ok' | 'warn' | 'block'; readonly words: string };

/** US dollars an hour at list price, VM only; undefined when a price is unknown. */
export type Cost = { readonly atMin?: number; readonly atMax?: number };

/** A draft that can be sent. */
export type Plan = {
  readonly name: string;
  /** The body of the PUT, exactly as it will be sent. */
  readonly body: Json;
  readonly warnings: readonly string[];
  readonly cost: Cost;
};

export type Checked = {
  readonly fields: Readonly<Record<string, FieldVerdict>>;
  /** Rules between fields that are broken. */
  readonly blocks: readonly string[];
  /** Present when nothing blocks. */
  readonly plan?: Plan;
};

export type TargetForm = {
  readonly fields: readonly FieldInfo[];
  readonly initial: Draft;
  readonly check: (draft: Draft, facts: FormFacts) => Checked;
};

/** A kind of compute target. `form` is absent where nothing can be created or attached from here. */
export type Target = TargetFacts & { readonly form?: TargetForm };

type FormSpec<F extends Fields> = {
  readonly fields: F;
  readonly name: (values: Values<F>) => string;
  /** Rules between fields, each broken one in words. */
  readonly rules: (values: Values<F>) => readonly string[];
  readonly warnings: (values: Values<F>, facts: FormFacts) => readonly string[];
  readonly cost: (values: Values<F>, facts: FormFacts) => Cost;
  readonly body: (values: Values<F>, facts: FormFacts) => Json;
};

/**
 * Closes over the types of a form's values, so that every target has the same type and shared code iterates the registry
 * without ever asking which target it has.
 */
export const defineTarget = <const F extends Fields>(facts: TargetFacts, form?: FormSpec<F>): Target =>
  form === undefined ? facts : { ...facts, form: formOf(form) };

const formOf = <F extends Fields>(spec: FormSpec<F>): TargetForm => {
  const entries = Object.entries(spec.fields);
  return {
    fields: entries.map(([name, { label, help, kind, initial }]) => ({ name, label, help, kind, initial })),
    initial: Object.fromEntries(entries.map(([name, field]) => [name, field.initial])),
    check: (draft, facts) => {
      const fields: Record<string, FieldVerdict> = {};
      const values: Record<string, unknown> = {};
      let complete = true;
      for (const [name, field] of entries) {
        const parsed = field.parse(draft[name] ?? '', facts);
        if (parsed.ok) values[name] = parsed.value;
        else complete = false;
        fields[name] = parsed.ok
          ? { is: parsed.warn === undefined ? 'ok' : 'warn', words: parsed.warn ?? '' }
          : { is: 'block', words: parsed.why };
      }
      if (!complete) return { fields, blocks: [] };
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every field was parsed by its own spec just above
      const read = values as Values<F>;
      const blocks = spec.rules(read);
      if (blocks.length > 0) return { fields, blocks };
      const warnings = [
        ...entries.flatMap(([name, field]) => {
          const verdict = fields[name];
          return verdict?.is === 'warn' ? [`${field.label}: ${verdict.words}`] : [];
        }),
        ...spec.warnings(read, facts),
      ];
      const plan = {
        name: spec.name(read),
        body: spec.body(read, facts),
        warnings,
        cost: spec.cost(read, facts),
      };
      return { fields, blocks, plan };
    },
  };
};
