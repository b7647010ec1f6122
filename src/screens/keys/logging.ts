import type { Binding } from './binding.ts';

const group = 'Look';
const asking = 'Forms and questions';

/** Logs of jobs. On the log screen the letters are its own: those of every screen that it keeps stand here once more. */
export const logKeys: readonly Binding[] = [
  { keys: ['L', '4'], in: 'board', does: 'log', label: 'log', hint: 55, group },
  { keys: ['L'], in: 'job', does: 'log', label: 'log', hint: 12, group },
  { keys: ['tab'], in: 'job', does: 'page.turn', label: 'facts, children', hint: 14, group },

  { keys: ['f'], in: 'log', does: 'follow', label: 'follow, pause', hint: 10, group },
  { keys: ['tab'], in: 'log', does: 'file.next', label: 'file', hint: 11, group },
  { keys: ['shift-tab'], in: 'log', does: 'file.prev', label: 'file before', group },
  { keys: ['/'], in: 'log', does: 'find', label: 'find', hint: 12, group },
  { keys: ['n'], in: 'log', does: 'find.next', label: 'next hit', hint: 30, group },
  { keys: ['N'], in: 'log', does: 'find.prev', label: 'hit before', group },
  { keys: ['w'], in: 'log', does: 'wrap', label: 'wrap', hint: 13, group },
  { keys: ['t'], in: 'log', does: 'times', label: 'times', hint: 15, group },
  { keys: ['s'], in: 'log', does: 'log.save', label: 'save', hint: 14, group },
  { keys: ['r'], in: 'log', does: 'refresh', label: 'refresh now', group },
  { keys: ['p'], in: 'log', does: 'pause', label: 'pause, go on', group },
  { keys: ['H'], in: 'log', does: 'sources', label: 'health of sources', group },
  { keys: ['A'], in: 'log', does: 'connect.open', label: 'sign in', group: 'Program' },
  { keys: ['?'], in: 'log', does: 'help', label: 'help', hint: 24, group: 'Program' },

  { keys: ['enter'], in: 'find', does: 'find.accept', label: 'find', hint: 10, group: asking },
  { keys: ['esc'], in: 'find', does: 'overlay.close', label: 'as before', hint: 20, group: asking },
];
