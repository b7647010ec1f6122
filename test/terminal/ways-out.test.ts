import { EventEmitter } from 'node:events';
import { describe, expect, test } from 'vitest';
import { bindWaysOut, type WayOut } from '#terminal/ways-out.ts';

/** A process that only notes what happens to it. */
const bound = () => {
  const happened: string[] = [];
  const [stdin, stdout, stderr] = [new EventEmitter(), new EventEmitter(), new EventEmitter()];
  const host = Object.assign(new EventEmitter(), {
    stdin,
    stdout,
    stderr,
    exit: (code: number) => {
      happened.push(`exit ${code}`);
      host.emit('exit', code);
    },
  });
  const waysOut = bindWaysOut(
    host,
    () => happened.push('restored'),
    (error) => happened.push(`told ${String(error)}`),
  );
  waysOut.beforeLeaving(() => happened.push('kept'));
  return { happened, host, ...waysOut };
};

type Bound = ReturnType<typeof bound>;

const eio = Object.assign(new Error('write EIO'), { code: 'EIO' });

describe('every way out restores the terminal once, first, keeps what was typed, and tells the shell why', () => {
  test.each([
    ['quitting', ({ leave }) => leave({ by: 'quit' }), 0],
    ['SIGINT', ({ host }) => host.emit('SIGINT'), 130],
    ['SIGTERM', ({ host }) => host.emit('SIGTERM'), 143],
    ['SIGHUP', ({ host }) => host.emit('SIGHUP'), 129],
    ['SIGQUIT', ({ host }) => host.emit('SIGQUIT'), 131],
    ['the end of standard input', ({ host }) => host.stdin.emit('end'), 129],
    ['a broken standard input', ({ host }) => host.stdin.emit('error', eio), 129],
    ['a standard input that is closed', ({ host }) => host.stdin.emit('close'), 129],
    ['a broken standard output', ({ host }) => host.stdout.emit('error', eio), 129],
    ['a standard output that is closed', ({ host }) => host.stdout.emit('close'), 129],
  ] as readonly (readonly [string, (process: Bound) => unknown, number])[])('%s', (_way, happen, code) => {
    const process = bound();
    happen(process);
    expect(process.happened).toEqual(['restored', 'kept', `exit ${code}`]);
  });

  test.each(['uncaughtException', 'unhandledRejection'])(
    '%s, which is told on the restored terminal',
    (event) => {
      const { host, happened } = bound();
      host.emit(event, new Error('bad'));
      expect(happened).toEqual(['restored', 'kept', 'told Error: bad', 'exit 1']);
    },
  );

  test('drawing that throws', () => {
    const { leave, happened } = bound();
    leave({ by: 'crash', error: new Error('bad') });
    expect(happened).toEqual(['restored', 'kept', 'told Error: bad', 'exit 1']);
  });

  test('also when the terminal cannot be restored any more', () => {
    const happened: string[] = [];
    const host = Object.assign(new EventEmitter(), {
      stdin: new EventEmitter(),
      stdout: new EventEmitter(),
      stderr: new EventEmitter(),
      exit: (code: number) => happened.push(`exit ${code}`),
    });
    const { beforeLeaving } = bindWaysOut(
      host,
      () => {
        throw eio;
      },
      () => undefined,
    );
    beforeLeaving(() => happened.push('kept'));
    host.emit('SIGHUP');
    expect(happened).toEqual(['kept', 'exit 129']);
  });

  test('an exit that nobody announced', () => {
    const { host, happened } = bound();
    host.emit('exit', 0);
    expect(happened).toEqual(['restored', 'kept']);
  });
});

describe('on the way out', () => {
  test('only the first reason counts', () => {
    const { leave, host, happened } = bound();
    leave({ by: 'quit' });
    host.emit('SIGTERM');
    host.stdout.emit('error', eio);
    expect(happened).toEqual(['restored', 'kept', 'exit 0']);
  });

  test('what was registered runs, and one that fails does not keep the others', () => {
    const { leave, beforeLeaving, happened } = bound();
    const ways: WayOut[] = [];
    beforeLeaving(() => {
      throw new Error('no');
    });
    beforeLeaving((way) => ways.push(way));
    const takeBack = beforeLeaving(() => happened.push('never'));
    takeBack();
    leave({ by: 'quit' });
    expect(ways).toEqual([{ by: 'quit' }]);
    expect(happened).toEqual(['restored', 'kept', 'exit 0']);
  });

  test('a complaint that nobody can read is no reason to end', () => {
    const { host, happened } = bound();
    host.stderr.emit('error', eio);
    expect(happened).toEqual([]);
  });
});

describe('while another program at the same terminal has the keys', () => {
  test('its Ctrl-C and Ctrl-\\ end nothing here, even if they are only heard afterwards; a hang-up does', async () => {
    const { host, happened, whileDeaf } = bound();
    const done = whileDeaf(() => void host.emit('SIGINT'));
    host.emit('SIGINT');
    host.emit('SIGQUIT');
    await done;
    expect(happened).toEqual([]);
    const again = whileDeaf(() => void host.emit('SIGHUP'));
    await again;
    expect(happened).toEqual(['restored', 'kept', 'exit 129']);
  });

  test('afterwards Ctrl-C counts again, also when the work has failed', async () => {
    const { host, happened, whileDeaf } = bound();
    const failing = whileDeaf(() => {
      throw new Error('no editor');
    });
    await expect(failing).rejects.toThrow('no editor');
    host.emit('SIGINT');
    expect(happened).toEqual(['restored', 'kept', 'exit 130']);
  });
});
