import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandJobForm } from '#azure/jobs/command-job.ts';
import { lineFor, pasted } from '#state/field-lines.ts';
import { readForm } from '#state/form-yaml/read-form.ts';
import { writeForm } from '#state/form-yaml/write-form.ts';
import { emptyLine, lineOf } from '#state/line-edit.ts';
import { facts, least } from '#test/azure/jobs/jobs.ts';

const form = commandJobForm;
const fieldOf = (name: string) => form.fields.find((field) => field.name === name);
const texts = { ...form.initial(facts), ...least };
const write = (typed: Readonly<Record<string, string>>): string =>
  writeForm({ title: 'Command job', form, texts: { ...texts, ...typed } });
const read = (edited: string) => readForm(edited, form, texts, facts);

describe('the form of a job in the editor', () => {
  it('has a command of several lines as several lines, and takes them back', () => {
    const written = write({ command: 'pip install x\npython train.py' });
    expect(written).toContain('command: |-\n  pip install x\n  python train.py\n');
    const { faults, texts: taken } = read(written.replace('python train.py', 'python train.py --fast'));
    expect(faults).toEqual([]);
    expect(taken['command']).toBe('pip install x\npython train.py --fast');
  });

  it('takes variables a line each, and none that drive a terminal', () => {
    const edited = write({}).replace(/^variables:.*$/mu, 'variables: |\n  A=1\n  B=two words');
    expect(read(edited)).toMatchObject({ faults: [], texts: { variables: 'A=1\nB=two words' } });
    const hostile = write({}).replace(/^variables:.*$/mu, String.raw`variables: "A=\e[2J"`);
    expect(read(hostile).faults[0]?.sentence).toContain('without control characters');
  });

  it('still takes one line only where a field has one', () => {
    const edited = write({}).replace(/^name:.*$/mu, 'name: |\n  a\n  b');
    expect(read(edited).faults[0]?.sentence).toContain('name takes one line');
  });

  it('never holds the secret variables, and takes none', () => {
    expect(write({ secretVariables: 'K=Str0ng-Secret' })).not.toContain('Str0ng-Secret');
    const { faults, texts: taken, secret } = read(`${write({})}\nsecretVariables: K=Str0ng-Secret\n`);
    expect(faults[0]?.sentence).toContain('typed on the form only');
    expect(taken['secretVariables']).toBeUndefined();
    expect(secret).toBe(true);
  });

  it('comes back to the letter, whatever plain lines the command has', () => {
    const lines = fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(lines, (each) => {
        const command = lineFor(fieldOf('command'), `x ${each.join('\n')} y`).text;
        expect(read(write({ command })).texts['command']).toBe(command);
      }),
    );
  });
});

describe('a paste', () => {
  it('keeps its lines in a field that has several, and is one line in others', () => {
    expect(pasted(fieldOf('command'), emptyLine, 'a\r\nb\n')).toEqual({ text: 'a\nb', cursor: 3 });
    expect(pasted(fieldOf('name'), emptyLine, 'a\r\nb')).toEqual({ text: 'a b', cursor: 3 });
    expect(pasted(undefined, emptyLine, 'a\nb').text).toBe('a b');
  });

  it('goes to the cursor, without what could drive a terminal', () => {
    const line = { ...lineOf('ab'), cursor: 1 };
    expect(pasted(fieldOf('command'), line, '1\n\u001b[31m2')).toEqual({ text: 'a1\n2b', cursor: 4 });
  });
});
