import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plain } from '#azure/plain.ts';
import { targetForms } from '#azure/targets/forms.ts';
import type { TargetForm, TargetId } from '#azure/targets/target.ts';
import { mainPlace } from '#simulator/simulator.ts';
import { readForm } from '#state/form-yaml/read-form.ts';
import { writeForm } from '#state/form-yaml/write-form.ts';

const facts = { place: mainPlace, location: 'westeurope' };

const formOf = (target: TargetId): TargetForm => {
  const form = targetForms[target];
  if (form === undefined) throw new Error(target);
  return form;
};
const cluster = formOf('AmlCompute');
const textsOf = (form: TargetForm, typed: Readonly<Record<string, string>> = {}) => ({
  ...form.initial(facts),
  ...typed,
});

const write = (
  form: TargetForm,
  typed: Readonly<Record<string, string>> = {},
  leftovers?: readonly string[],
) =>
  writeForm({
    title: 'Compute cluster',
    form,
    texts: textsOf(form, typed),
    ...(leftovers === undefined ? {} : { leftovers }),
  });

const read = (edited: string, form: TargetForm = cluster, typed: Readonly<Record<string, string>> = {}) =>
  readForm(edited, form, textsOf(form, typed), facts);

const said = (edited: string, form?: TargetForm): readonly string[] =>
  read(edited, form).faults.map(({ line, column, sentence }) => `${line}:${column} ${sentence}`);

describe('a form as a file', () => {
  it('has its own fields by their own names, each under what its help says', () => {
    const text = write(cluster, { name: 'train-1' });
    expect(text).toMatch(/^# Compute cluster\. Save and leave the editor/u);
    expect(text).toContain('# --- Basics ---');
    expect(text).toContain('# Name: Unique in the workspace; cannot be changed later.\nname: train-1\n');
    expect(text).toContain(
      '# One of: Dedicated (dedicated), LowPriority (low priority)\npriority: Dedicated\n',
    );
    expect(text).toContain('\nmax: 4\n');
    // Not asked for while there is no SSH account.
    expect(text).toContain('\n# user: azureuser\n');
    expect(text.split('\n').filter((line) => line.length > 100 && line.startsWith('#'))).toEqual([]);
  });

  it.each(Object.keys(targetForms) as TargetId[])('never holds a secret: %s', (target) => {
    const form = formOf(target);
    const secrets = form.fields.filter(({ kind }) => kind.is === 'secret');
    const text = write(form, Object.fromEntries(secrets.map(({ name }) => [name, 'Str0ng-Secret'])));
    expect(text).not.toContain('Str0ng-Secret');
    for (const { label } of secrets)
      expect(text).toContain(`# ${label}: a secret, which is typed on the form only`);
  });

  it.each(Object.keys(targetForms) as TargetId[])('comes back as it was: %s', (target) => {
    const form = formOf(target);
    const { texts, faults, secret } = read(write(form), form);
    const before = textsOf(form);
    expect(Object.entries(texts).filter(([name, text]) => before[name] !== text)).toEqual([]);
    // What is missing in a new form is told; nothing else is wrong with it.
    expect(faults.every(({ sentence }) => /^\w+: /u.test(sentence))).toBe(true);
    expect(secret).toBe(false);
  });

  it('comes back as it was whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (any) => {
        const description = plain(any);
        const { texts } = read(write(cluster, { name: description, description }));
        expect(texts).toMatchObject({ name: description, description });
      }),
      { numRuns: 500 },
    );
  });
});

describe('an edited file', () => {
  it('changes what it says, and leaves alone what it does not', () => {
    expect(read('max: 7\ndescription: "for: sweeps"\nssh: key\n').texts).toEqual({
      max: '7',
      description: 'for: sweeps',
      ssh: 'key',
    });
    expect(read('# nothing\n')).toMatchObject({ texts: {}, faults: [] });
    expect(read('description:\n').texts).toEqual({ description: '' });
  });

  it('may say a choice as the screen shows it', () => {
    expect(read('priority: low priority\n').texts).toEqual({ priority: 'LowPriority' });
  });

  it('tells what is wrong by its line, and takes the rest all the same', () => {
    const edited = 'name: train-1\nmaxx: 9\nmax: [1]\npriority: spot\nmin: few\ntags: team=a\n';
    const { texts, faults, leftovers } = read(edited);
    expect(texts).toEqual({ name: 'train-1', min: 'few', tags: 'team=a' });
    expect(faults.map(({ line, sentence }) => `${line} ${sentence}`)).toEqual([
      '2 there is no field "maxx" in this form',
      '3 max takes a text; this is a list',
      '4 priority takes Dedicated or LowPriority, not "spot"',
      '5 min: "few" is not a whole number of 0 or more',
    ]);
    expect(leftovers).toEqual(['maxx: 9', 'max: [1]', 'priority: spot']);
    expect(write(cluster, texts, leftovers)).toContain('# --- Not taken before ---\n# maxx: 9\n# max: [1]\n');
  });

  it.each([
    ['a tab', 'name: a1\n\tmax: 3\n', /^2:1 a tab indents this line/u],
    ['an anchor', 'name: &a x1\n', /anchors and aliases/u],
    ['a list', '- name\n', /lines such as "name: train-1" are needed/u],
    ['two documents', 'name: a1\n---\nname: b1\n', /^3:1 one document is needed/u],
    ['a key twice', 'max: 1\nmax: 2\n', /^2:1 the key "max" is there twice/u],
  ])('that is no form takes nothing and loses nothing: %s', (_what, edited, why) => {
    expect(said(edited)).toEqual([expect.stringMatching(why)]);
    const { texts, leftovers } = read(edited);
    expect(texts).toEqual({});
    expect(leftovers.length).toBeGreaterThan(0);
  });

  it.each([
    ['a line break', 'description: "a\\nb"\n'],
    ['an escape sequence', 'description: "\\e[2Ja"\n'],
    ['20 kB', `description: ${'x'.repeat(20_001)}\n`],
  ])('cannot put into a field what the screen cannot: %s', (_what, edited) => {
    expect(read(edited).texts).toEqual({});
    expect(said(edited)).toHaveLength(1);
    expect(said(edited)[0]).not.toMatch(/[\u0000-\u001f]/u);
  });

  it.each([
    'password: Str0ng-Secret\nmaxx: 1\n',
    '"password": |\n  Str0ng-Secret\nmaxx: 1\n',
    'maxx: {password: Str0ng-Secret}\n',
    'password: "Str0ng-Secret\nmaxx: 1\n',
    'maxx: 1\npassword : >\n  Str0ng-Secret\n  more\n',
  ])('takes no secret, repeats none and keeps none: %j', (edited) => {
    const { texts, faults, leftovers, secret } = read(edited);
    expect(secret).toBe(true);
    expect(faults.length).toBeGreaterThan(0);
    expect(JSON.stringify({ texts, faults, leftovers })).not.toContain('Str0ng');
  });

  it('of anything at all is read without a crash', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (edited) => {
        expect(Array.isArray(read(edited).faults)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
