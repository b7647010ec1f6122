import type { Scope } from './binding.ts';

export type Situation = {
  /** The most specific first. */
  readonly scopes: readonly Scope[];
  /** A text field has the focus: every key that the table does not bind here goes to it. */
  readonly text: boolean;
};

const ofBoard = [
  'rows',
  'list',
  'named',
  'board',
  'money',
  'jobsAndNodes',
  'queue',
  'job',
  'explained',
  'compute',
  'using',
  'global',
  'always',
] as const;

/** Which scopes have the keys together. */
export const situations = {
  workspaces: { scopes: ['rows', 'list', 'named', 'root', 'global', 'always'], text: false },
  board: { scopes: ['panelScreens', ...ofBoard], text: false },
  wideBoard: { scopes: ['wideBoard', ...ofBoard], text: false },
  targets: { scopes: ['rows', 'list', 'named', 'using', 'inside', 'global', 'always'], text: false },
  following: { scopes: ['rows', 'list', 'inside', 'global', 'always'], text: false },
  compute: {
    scopes: ['rows', 'named', 'explained', 'compute', 'using', 'inside', 'global', 'always'],
    text: false,
  },
  node: { scopes: ['rows', 'named', 'jobsAndNodes', 'explained', 'inside', 'global', 'always'], text: false },
  job: {
    scopes: ['rows', 'named', 'jobsAndNodes', 'job', 'explained', 'inside', 'global', 'always'],
    text: false,
  },
  family: {
    scopes: [
      'rows',
      'list',
      'named',
      'jobsAndNodes',
      'job',
      'family',
      'explained',
      'inside',
      'global',
      'always',
    ],
    text: false,
  },
  familyFacts: {
    scopes: ['rows', 'named', 'jobsAndNodes', 'job', 'family', 'explained', 'inside', 'global', 'always'],
    text: false,
  },
  log: { scopes: ['rows', 'log', 'inside', 'always'], text: false },
  find: { scopes: ['find', 'always'], text: true },
  why: { scopes: ['rows', 'named', 'job', 'inside', 'global', 'always'], text: false },
  review: { scopes: ['rows', 'review', 'code', 'inside', 'global', 'always'], text: false },
  code: { scopes: ['rows', 'code', 'computeCode', 'inside', 'global', 'always'], text: false },
  progress: { scopes: ['rows', 'progress', 'using', 'inside', 'global', 'always'], text: false },
  cost: {
    scopes: ['rows', 'list', 'cost', 'money', 'panelScreens', 'compute', 'inside', 'global', 'always'],
    text: false,
  },
  waste: {
    scopes: ['rows', 'list', 'waste', 'money', 'panelScreens', 'compute', 'inside', 'global', 'always'],
    text: false,
  },
  quota: { scopes: ['rows', 'list', 'money', 'panelScreens', 'inside', 'global', 'always'], text: false },
  guide: { scopes: ['rows', 'guide', 'inside', 'global', 'always'], text: false },
  form: { scopes: ['form', 'always'], text: true },
  filter: { scopes: ['filter', 'always'], text: true },
  sort: { scopes: ['sort', 'always'], text: false },
  sources: { scopes: ['rows', 'sort', 'always'], text: false },
  help: { scopes: ['help', 'always'], text: true },
  menu: { scopes: ['rows', 'menu', 'always'], text: false },
  choice: { scopes: ['choice', 'form', 'always'], text: false },
  button: { scopes: ['button', 'form', 'always'], text: false },
  picker: { scopes: ['picker', 'always'], text: true },
  palette: { scopes: ['palette', 'always'], text: true },
  confirm: { scopes: ['confirm', 'always'], text: true },
  plan: { scopes: ['plan', 'always'], text: true },
  undo: { scopes: ['undo', 'always'], text: false },
  readOnly: { scopes: ['readOnly', 'always'], text: false },
  ssh: { scopes: ['ssh', 'always'], text: false },
  sshKey: { scopes: ['sshKey', 'always'], text: true },
  connect: { scopes: ['rows', 'connect', 'always'], text: false },
  connectBesideText: { scopes: ['connectBesideText', 'always'], text: true },
  signingIn: { scopes: ['signingIn', 'always'], text: false },
  signingInBesideText: { scopes: ['signingInBesideText', 'always'], text: true },
} as const satisfies Readonly<Record<string, Situation>>;

export type SituationId = keyof typeof situations;
