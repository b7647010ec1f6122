/* What the first frame does not need, as one module: each of its own would be another file to read at the start, for what is shared with it. */

export * as codeView from './code-view.ts';
export * as act from './commands/act.ts';
export * as afterEnd from './commands/after-end.ts';
export * as askLog from './commands/ask-log.ts';
export * as askRun from './commands/ask-run.ts';
export * as cross from './commands/cross.ts';
export * as fillIndex from './commands/fill-index.ts';
export * as find from './commands/find.ts';
export * as keepForm from './commands/keep-form.ts';
export * as lastLook from './commands/last-look.ts';
export * as lookUpJob from './commands/look-up-job.ts';
export * as measureComputes from './commands/measure-computes.ts';
export * as queue from './commands/queue.ts';
export * as sendForm from './commands/send-form.ts';
export * as showCode from './commands/show-code.ts';
export * as submitJob from './commands/submit-job.ts';
export * as tellComputes from './commands/tell-computes.ts';
export * as watchOperation from './commands/watch-operation.ts';
export * as events from './events/collect.ts';
export * as jobAndNodes from './job-and-nodes.ts';
export * as money from './money/late.ts';
