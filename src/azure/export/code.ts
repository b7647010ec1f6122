import type { Cloud } from '../clouds.ts';
import type { InstanceAction, Json } from '../gateway.ts';
import type { Place } from '../place.ts';
import type { ChangeId } from '../targets/change-titles.ts';

/** The languages in which an action can be said, in the order of their tabs. */
export const languages = [
  { id: 'rest', title: 'curl', ending: 'sh' },
  { id: 'cli-v2', title: 'az ml v2', ending: 'sh' },
  { id: 'python-v2', title: 'Python v2', ending: 'py' },
  { id: 'cli-v1', title: 'az ml v1', ending: 'sh' },
  { id: 'python-v1', title: 'Python v1', ending: 'py' },
] as const;
export type LanguageId = (typeof languages)[number]['id'];

/** What is to be said. Bodies are those of the REST API 2022-10-01. */
export type CodeAction =
  | {
      readonly is: 'make';
      readonly name: string;
      readonly body: Json;
      /** Paths into the body, keys joined by dots, that hold secrets: none of them is ever printed. */
      readonly secrets: readonly string[];
      /** Something of that name is there, and is to be changed by it. */
      readonly overwrites?: boolean;
    }
  | { readonly is: 'change'; readonly change: ChangeId; readonly name: string; readonly body: Json }
  /** A command job. */
  | {
      readonly is: 'submit';
      readonly name: string;
      readonly body: Json;
      readonly secrets: readonly string[];
    }
  | { readonly is: 'run'; readonly does: InstanceAction; readonly name: string }
  | { readonly is: 'remove'; readonly by: 'Delete' | 'Detach'; readonly name: string };

/** Where it is to be done. */
export type Where = { readonly place: Place; readonly cloud: Cloud['id'] };

/** The code, ending with a line break; or a sentence why a language has none. */
export type Code =
  | { readonly is: 'code'; readonly text: string }
  | { readonly is: 'none'; readonly why: string };
