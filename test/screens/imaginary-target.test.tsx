import { describe, expect, it } from 'vitest';
import type { ComputeType } from '#azure/model.ts';
import { addTarget } from '#azure/targets/index.ts';
import type { Target } from '#azure/targets/target.ts';

// The first generation knew this type; the REST API of today has no such word, so that nothing in the program can know it.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a type that is made up
const type = 'Kusto' as ComputeType;

/** A kind of target, whole: this object is all that there is of it. */
const kusto: Target = {
  id: type,
  title: 'Data Explorer',
  verb: 'attach',
  standing: 'legacy',
  removal: 'detach',
  parts: async () => {
    const [{ formOf }, { attachmentBasics, attachmentBody, attachmentClaims }, { freeText }] =
      await Promise.all([
        import('#azure/targets/form.ts'),
        import('#azure/targets/attaching.ts'),
        import('#azure/targets/free-text.ts'),
      ]);
    const field = (label: string) => freeText({ label, help: '', group: 'Cluster' }, 100);
    return {
      words: {
        about: 'Moves data with queries.',
        notes: ['It is billed where it lives.'],
        uses: {
          training: false,
          automl: false,
          pipelines: true,
          designer: false,
          batch: false,
          realTime: false,
        },
        standingNote: 'made up',
      },
      form: formOf({
        fields: {
          ...attachmentBasics,
          cluster: field('Cluster'),
          secret: { ...field('Secret'), kind: { is: 'secret' } },
        },
        secrets: ['properties.properties.key'],
        name: ({ name }) => name,
        rules: ({ cluster }) => (cluster === 'closed' ? ['that cluster is closed'] : []),
        warnings: () => ['queries of it are billed'],
        cost: () => undefined,
        claims: (_, facts) => attachmentClaims(type, facts, undefined),
        body: (values, facts) =>
          attachmentBody(type, values, facts, {
            resourceId: `/clusters/${values.cluster}`,
            properties: { key: values.secret },
          }),
      }),
      pythonV1: {
        attach: {
          verb: 'attach',
          class: 'KustoCompute',
          arguments: (body) => ({ resource_id: body.text('properties.resourceId') }),
        },
      },
      steps: ({ name }) => [{ title: 'Query it', words: [`A step of ${name}.`], snippets: [] }],
    };
  },
};

addTarget(kusto);
const { openBoardScreen } = await import('#test/support/shell.tsx');
const { loadCodePrinter } = await import('#state/code-printer.ts');
await loadCodePrinter();

const openForm = async () => {
  const shell = await openBoardScreen();
  await shell.press('c');
  shell.workbench.commands.select('targets', type);
  await shell.drawn();
  return shell;
};

describe('a kind of target that one object describes', () => {
  it('is in the list with what it is for, and has a page of guidance', async () => {
    const shell = await openForm();
    expect(shell.text()).toMatch(/›.*Data Explorer/u);
    expect(shell.text()).toContain('Moves data with queries.');
    await shell.press('u');
    expect(shell.text()).toContain('Query it');
    expect(shell.text()).toContain('A step of my-compute.');
  });

  it('has its form, its rules, its code and its body, sent as it is', async () => {
    const shell = await openForm();
    await shell.press('enter');
    await shell.type('adx-1');
    for (const [label, text] of [
      ['Cluster', 'closed'],
      ['Secret', 's3cret-key'],
    ] as const) {
      while (!shell.text().includes(` ›${label}`)) await shell.press('tab');
      await shell.type(text);
    }
    expect(shell.text()).toContain('that cluster is closed');
    expect(shell.text()).not.toContain('s3cret');
    while (!shell.text().includes(' ›Cluster')) await shell.press('shift-tab');
    await shell.press('ctrl-u');
    await shell.type('main');
    while (!shell.text().includes('›[ Review ]')) await shell.press('tab');
    await shell.press('enter');
    await shell.run(1000);
    expect(shell.text()).toContain('queries of it are billed');
    let all = '';
    for (let tabs = 0; tabs < 6; tabs += 1) {
      all += shell.text();
      while (shell.text().includes('more lines below')) {
        await shell.press('pagedown');
        all += shell.text();
      }
      await shell.press('tab');
    }
    expect(all).toContain('az ml v2 does not know Kusto');
    expect(all).toContain('az ml v1 does not know Kusto');
    expect(all).toContain('KustoCompute.attach_configuration(');
    expect(all).not.toContain('s3cret');
    await shell.press('enter');
    await shell.settle();
    const [sent] = shell.requests.filter(({ method }) => method === 'PUT');
    expect(JSON.parse(sent?.body ?? '')).toEqual({
      location: 'westeurope',
      properties: {
        computeType: 'Kusto',
        resourceId: '/clusters/main',
        properties: { key: 's3cret-key' },
      },
    });
    // The service has the last word: it knows no such type.
    await shell.run(5000);
    expect(shell.text()).toContain('adx-1 could not be created');
    expect(shell.text()).toContain("The compute type 'Kusto' is not supported.");
  });
});
