import type { Terminal } from './terminal.ts';

/* What users do on the screens, key by key, waiting for each picture. */

/** The line that has the keys: everything else may change by itself. */
export const focusLine = (screen: string): string => /^ ›.*$/mu.exec(screen)?.[0] ?? '';

/** Where its label ends: what stands behind it (a verdict, say) may come a moment after a key, too. */
const labelCells = 20;
const labelOf = (screen: string): string => focusLine(screen).slice(0, labelCells);

/** Presses a key until the line that has the keys begins like that. */
export const pressUntil = async (open: Terminal, key: 'tab' | 'shift-tab', start: string): Promise<void> => {
  for (let presses = 0; presses < 40; presses += 1) {
    const before = labelOf(open.screen().join('\n'));
    if (before.startsWith(` ›${start}`)) return;
    open.press(key);
    await open.waitFor((screen) => labelOf(screen) !== before);
  }
};

/** Goes to the field of a form that has that label. */
export const toField = (open: Terminal, label: string): Promise<void> => pressUntil(open, 'tab', label);

/** From the form over its review to what it asks for being sent. */
export const submit = async (open: Terminal): Promise<void> => {
  await pressUntil(open, 'shift-tab', '[ Review ]');
  open.press('enter');
  await open.waitFor('[ Send ]  Enter');
  open.press('enter');
};

/** From the form to the end of what it asks for, and back to the board. */
export const send = async (open: Terminal, end: string): Promise<void> => {
  await submit(open);
  await open.waitFor(end, 60_000);
  open.press('enter');
  await open.waitFor('COMPUTES');
};

/** From the board to the empty form of a type of target. */
export const openTarget = async (open: Terminal, title: string): Promise<void> => {
  open.press('c');
  await open.waitFor('TARGET TYPES');
  // The list remembers its filter.
  open.press('/', 'ctrl-u');
  open.type(`name:"${title}"`);
  await open.waitFor(/1 of 15/u);
  open.press('enter', 'enter');
  await open.waitFor('[ Review ]');
};

/** Deletes the compute under the cursor by typing its name, and waits until its row is gone. */
export const remove = async (open: Terminal, name: string): Promise<void> => {
  open.press('1', 'D');
  await open.waitFor('Type the name to confirm');
  open.type(name);
  await open.waitFor('[ Delete ]');
  open.press('enter');
  await open.waitFor(`${name} is deleted`, 60_000);
  open.press('enter');
  // What happened to it may still be told at the bottom of the board.
  const row = new RegExp(`^[ ›>]\\S ${name} `, 'mu');
  await open.waitFor((screen) => screen.includes('COMPUTES') && !row.test(screen));
};

/** Fills the form of a cluster of `NC4as_T4_v3` machines, with its own numbers: 0 to 4 nodes. */
export const fillCluster = async (open: Terminal, name: string): Promise<void> => {
  await openTarget(open, 'compute cluster');
  // A form that failed is there again as it was left.
  await toField(open, 'Name');
  open.press('ctrl-u');
  open.type(name);
  await toField(open, 'VM size');
  open.press('enter');
  await open.waitFor('VM SIZES');
  open.type('nc4as_t4');
  await open.waitFor(/VM SIZES 1 of/u);
  open.press('enter');
  await open.waitFor('Standard_NC4as_T4_v3');
};

/** Sends the creation of such a cluster, and stays at its progress. */
export const beginCluster = async (open: Terminal, name: string): Promise<void> => {
  await fillCluster(open, name);
  await submit(open);
  await open.waitFor(`Creating ${name}`);
};

/** Creates such a cluster, and is back at its row. */
export const createCluster = async (open: Terminal, name: string): Promise<void> => {
  await fillCluster(open, name);
  await send(open, `${name} is created`);
  await open.waitFor(new RegExp(`›\\S ${name} +steady +0/4`, 'u'));
};

/** Gives the cluster under the cursor another greatest number of nodes. */
export const scaleTo = async (open: Terminal, name: string, most: number): Promise<void> => {
  open.press('s');
  await open.waitFor('Max nodes');
  await toField(open, 'Max nodes');
  open.press('ctrl-u');
  open.type(String(most));
  await send(open, `${name} is scaled`);
  await open.waitFor(new RegExp(`›\\S ${name} +\\S+ +0/${most}`, 'u'));
};

/** Creates an instance that stops at six in the evening. */
export const createInstance = async (open: Terminal, name: string): Promise<void> => {
  await openTarget(open, 'compute instance');
  await toField(open, 'Name');
  open.press('ctrl-u');
  open.type(name);
  await toField(open, 'Stop at');
  open.type('0 18 * * * W. Europe Standard Time');
  await send(open, `${name} is created`);
  await open.waitFor(new RegExp(`›\\S ${name} +Running`, 'u'));
};

/** Stops the instance under the cursor, and starts it again. */
export const stopAndStart = async (open: Terminal, name: string): Promise<void> => {
  for (const [action, state] of [
    ['stopped', 'Stopped'],
    ['started', 'Running'],
  ] as const) {
    open.press('s');
    await open.waitFor(new RegExp(`${name} is \\w+`, 'u'));
    open.press('enter');
    await open.waitFor(`${name} is ${action}`, 60_000);
    open.press('enter');
    await open.waitFor(new RegExp(`›\\S ${name} +${state}`, 'u'));
  }
};
