#!/usr/bin/env node
// Old syntax on purpose: an old Node must get as far as the sentence that says it is too old.
import { existsSync } from 'fs';

var version = process.versions.node.split('.').map(Number);
var start = new URL('../dist/start.js', import.meta.url);

if (version[0] < 22 || (version[0] === 22 && version[1] < 12)) {
  process.stderr.write('aml-workbench needs Node.js 22.12 or newer; this is ' + process.version + '.\n');
  process.exitCode = 1;
} else if (!existsSync(start)) {
  process.stderr.write('aml-workbench is not built yet: run "npm start" in its folder.\n');
  process.exitCode = 1;
} else {
  void import(start.href).then(function (program) {
    return program.start(process.argv.slice(2));
  });
}
