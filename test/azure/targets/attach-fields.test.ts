import { describe, expect, test } from 'vitest';
import { resource } from './attachments.ts';
import {
  aFolder,
  certificateKey,
  encryptedOldForm,
  encryptedPem,
  fileOf,
  opensshKey,
  pem,
  publicPem,
} from './files.ts';
import { checked, facts, formOfTarget, verdictOf } from './forms.ts';

const vm = resource('Microsoft.Compute/virtualMachines/dsvm1');

describe('the resource that is attached', () => {
  test.each([
    ['', 'the resource id of a virtual machine is needed'],
    [resource('Microsoft.Compute/disks/d'), 'is not a virtual machine'],
    [resource('Microsoft.Network/virtualMachines/d'), 'is not a virtual machine'],
    [`${vm}/extensions/x`, 'is not a virtual machine'],
    ['https://portal.azure.com/#resource/subscriptions/x', 'not an address'],
    ['dsvm1', 'a resource id is needed'],
    [vm.replace('11111111', 'mine'), 'is not the id of a subscription'],
    [`${vm} `, ''],
    [`${vm}\nrm -rf`, 'no line breaks'],
    [vm.replace('rg-data', ''), 'a part of the resource id is empty'],
    [`${vm}${'x'.repeat(3000)}`, 'too long'],
  ])('by the id %j: %s', (resourceId, words) => {
    const verdict = verdictOf('VirtualMachine', 'resourceId', { resourceId });
    expect(verdict.words).toContain(words);
    expect(verdict.is).toBe(words === '' ? 'ok' : 'block');
  });

  test('of Kubernetes is a cluster of AKS or of Azure Arc, and nothing else', () => {
    const words = (path: string) =>
      verdictOf('Kubernetes', 'resourceId', { resourceId: resource(path) }).words;
    expect(words('Microsoft.ContainerService/managedClusters/a')).toBe('');
    expect(words('microsoft.kubernetes/connectedclusters/a')).toBe('');
    expect(words('Microsoft.Kubernetes/fleets/a')).toContain('is not an Azure Arc cluster');
    expect(words('Microsoft.ContainerInstance/containerGroups/a')).toContain(
      'is not an AKS or Azure Arc cluster',
    );
  });

  test.each([
    ['subscription', 'research', 'a GUID is needed'],
    ['resourceGroup', '', 'the name of a resource group is needed'],
    ['resourceGroup', 'rg.', 'is not the name of a resource group'],
    ['resourceGroup', 'rg/x', 'is not the name of a resource group'],
    ['resource', '', 'the name of a virtual machine is needed'],
    ['resource', 'a/b', 'no slash'],
    ['resource', 'a b', 'is not a name of a resource'],
  ])('by its parts: %s %j', (field, text, words) => {
    expect(verdictOf('VirtualMachine', field, { by: 'parts', [field]: text })).toMatchObject({
      is: 'block',
      words: expect.stringContaining(words) as string,
    });
  });

  test('by its parts begins with the subscription of the workspace', () => {
    expect(formOfTarget('VirtualMachine').initial(facts)['subscription']).toBe(facts.place.subscriptionId);
  });
});

describe('the namespace and the instance types of Kubernetes', () => {
  test.each([
    ['namespace', '', 'a name is needed'],
    ['namespace', 'Team', 'lower-case'],
    ['namespace', 'a_b', 'lower-case'],
    ['namespace', '-a', 'lower-case'],
    ['namespace', 'a'.repeat(64), '1 to 63'],
    ['types', 'small', 'needs cpu and memory'],
    ['types', 'small cpu=1', 'needs cpu and memory'],
    ['types', 'Small cpu=1 memory=1Gi', 'is not a name of an instance type'],
    ['types', 'small cpu=many memory=1Gi', 'is not an amount'],
    ['types', 'small cpu', 'is not like cpu=2'],
    ['types', 'small =1', 'is not like cpu=2'],
    ['types', 'a cpu=1 memory=1Gi; a cpu=1 memory=1Gi', 'there twice'],
    ['types', 'a cpu=1 memory=1Gi node:x=', 'is not a value of a label'],
  ])('refuse %s %j', (field, text, words) => {
    expect(verdictOf('Kubernetes', field, { [field]: text })).toMatchObject({
      is: 'block',
      words: expect.stringContaining(words) as string,
    });
  });

  test('must fit together', () => {
    const { blocks } = checked('Kubernetes', {
      name: 'arc',
      resourceId: resource('Microsoft.Kubernetes/connectedClusters/a'),
      defaultType: 'large',
      types: 'small cpu=1 memory=1Gi',
    });
    expect(blocks).toEqual(['the default type large is not among the instance types']);
  });
});

const framed = (label: string, inside: string): string =>
  `-----BEGIN ${label}-----\n${inside}\n-----END ${label}-----\n`;

/** The same key without the line before its last but one. */
const withoutLine = (key: string): string => key.split('\n').toSpliced(-4, 1).join('\n');

/** The same key without the last forty letters before its frame. */
const cut = (key: string): string => key.replace(/.{40}(?=\n-----END)/u, '');

describe('the private key of a machine', () => {
  const keyVerdict = (key: string) => verdictOf('VirtualMachine', 'key', { signIn: 'key', key });

  test.each([
    ['no path', '', 'the path of a file is needed'],
    ['a path to nothing', '/no/such/file', 'there is no such file'],
    ['a folder', aFolder, 'this is a folder'],
    ['a device', '/dev/zero', 'no ordinary file'],
    ['a path with a line break', 'a\nb', 'no line breaks'],
    ['a public key', fileOf('rsa.pub', 'ssh-rsa AAAA ada@laptop\n'), 'the public half'],
    ['a public key as PEM', fileOf('public.pem', publicPem), 'the public half'],
    ['a certificate', fileOf('certificate.pem', '-----BEGIN CERTIFICATE-----'), 'this is a certificate'],
    ["PuTTY's own form", fileOf('key.ppk', 'PuTTY-User-Key-File-3: ssh-rsa'), 'puttygen'],
    ['a key without its end', fileOf('cut.pem', pem.slice(0, 60)), 'cut or broken'],
    [
      'words in the frame of a key',
      fileOf('words.pem', framed('PRIVATE KEY', 'hello world')),
      'is no private key',
    ],
    [
      'the frame of an old key with words',
      fileOf('words-rsa.pem', framed('RSA PRIVATE KEY', 'hello')),
      'is no private key',
    ],
    [
      'a key of which a line is missing',
      fileOf('line.pem', withoutLine(certificateKey)),
      'is no private key',
    ],
    [
      "words in OpenSSH's frame",
      fileOf('words.key', framed('OPENSSH PRIVATE KEY', 'aGVsbG8=')),
      'is no private key',
    ],
    [
      'an OpenSSH key of which a part is missing',
      fileOf('cut.key', cut(opensshKey('none'))),
      'is no private key',
    ],
    [
      'an encrypted one of which a part is missing',
      fileOf('cut2.key', cut(opensshKey('aes256-ctr'))),
      'is no private key',
    ],
    [
      'an OpenSSH key whose inside is not what it says',
      fileOf('odd.key', opensshKey('none', [7, 8])),
      'is no private key',
    ],
    ['two keys', fileOf('two.pem', pem + pem), 'there are several'],
    ['any other text', fileOf('notes.txt', 'hello'), 'there is no private key in this file'],
    ['bytes', fileOf('bytes', new Uint8Array([0, 1, 2])), 'is not a text file'],
    ['an empty file', fileOf('empty', ''), 'there is no private key in this file'],
    ['a large file', fileOf('large', 'x'.repeat(70_000)), 'too large'],
  ])('is not %s', (_, path, words) => {
    expect(keyVerdict(path)).toMatchObject({
      is: 'block',
      words: expect.stringContaining(words) as string,
    });
  });

  test('is refused as text: what is asked for is its path', () => {
    expect(keyVerdict(pem).words).toContain('never leave your computer');
  });

  test.each([
    ['PKCS 8', encryptedPem],
    ["OpenSSH's own form", opensshKey('aes256-ctr')],
    ['the old form', encryptedOldForm],
  ])('that is encrypted in %s needs its passphrase, which is said to be unconfirmed', (name, text) => {
    const key = fileOf(`encrypted ${name}`, text);
    const draft = { name: 'dsvm', resourceId: vm, suits: 'yes', signIn: 'key', key };
    expect(checked('VirtualMachine', draft).blocks).toEqual([
      'the private key is encrypted: its passphrase is needed',
    ]);
    const { plan } = checked('VirtualMachine', { ...draft, passphrase: 'open sesame' });
    expect(plan?.warnings.join()).toContain('unconfirmed');
    expect(plan?.warnings.some((words) => words.includes('cannot be told here'))).toBe(
      text.includes('OPENSSH'),
    );
  });

  test.each([
    ['PKCS 8', encryptedPem],
    ['the old form', encryptedOldForm],
  ])('that is encrypted in %s is not sent with a passphrase that does not open it', (name, text) => {
    const key = fileOf(`encrypted ${name}`, text);
    const draft = { name: 'dsvm', resourceId: vm, suits: 'yes', signIn: 'key', key };
    for (const passphrase of ['open sesam', 'open sesame ', 'x']) {
      const { blocks, plan } = checked('VirtualMachine', { ...draft, passphrase });
      expect(blocks).toEqual(['the passphrase does not open the private key']);
      expect(plan).toBeUndefined();
    }
    expect(checked('VirtualMachine', { ...draft, passphrase: 'open sesame' }).blocks).toEqual([]);
  });

  test('that is not encrypted goes without a passphrase', () => {
    const key = fileOf('openssh', opensshKey('none'));
    const { plan } = checked('VirtualMachine', {
      name: 'dsvm',
      resourceId: vm,
      suits: 'yes',
      signIn: 'key',
      key,
      passphrase: 'x',
    });
    expect(plan?.warnings.join()).toContain('the passphrase is not sent');
    expect(JSON.stringify(plan?.body)).not.toContain('passphrase');
  });
});

describe('a machine', () => {
  test('is not attached before it is said to be an Ubuntu with a public address', () => {
    expect(verdictOf('VirtualMachine', 'suits', {})).toMatchObject({
      is: 'block',
      words: expect.stringContaining('Ubuntu') as string,
    });
  });

  test.each([
    ['user', '', 'a user name is needed'],
    ['user', 'ada lovelace', 'is not the name of an account'],
    ['user', '-x', 'is not the name of an account'],
    ['port', '', 'from 1 to 65535'],
    ['port', '0', 'from 1 to 65535'],
    ['port', '65536', 'from 1 to 65535'],
    ['port', '22a', 'from 1 to 65535'],
    ['password', '', 'is needed'],
    ['password', 'a\nb', 'one line'],
  ])('is not reached by the %s %j', (field, text, words) => {
    expect(verdictOf('VirtualMachine', field, { [field]: text })).toMatchObject({
      is: 'block',
      words: expect.stringContaining(words) as string,
    });
  });
});
