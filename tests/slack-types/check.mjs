// Holds every message and view in a folder against the types that Slack publishes: node check.mjs FOLDER
// The tests write there what they produce when SLACKAUDIT_TEST_SLACK_OUTPUT names the folder.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const folder = process.argv[2];
const files = readdirSync(folder).filter((name) => name.endsWith('.json')).sort();
if (files.length === 0) {
  console.error(`There is nothing to check in ${folder}.`);
  process.exit(2);
}

// The chart block (June 2026) is in none of the published types yet; our own checks hold it to Slack's page about it.
const unpublished = new Set(['data_visualization']);
const published = (blocks) => blocks?.filter((block) => !unpublished.has(block.type));

const lines = [
  "import type { HomeView, KnownBlock, MessageAttachment, ModalView } from '@slack/types';",
  'type Attachment = Omit<MessageAttachment, "blocks"> & { blocks?: KnownBlock[] };',
  'type Message = { blocks?: KnownBlock[]; attachments?: Attachment[] };',
];
const at = [];
for (const name of files) {
  const { kind, value } = JSON.parse(readFileSync(join(folder, name), 'utf8'));
  const checked = kind === 'message'
    ? { blocks: published(value.blocks), attachments: value.attachments?.map((one) => ({ ...one, blocks: published(one.blocks) })) }
    : { ...value, blocks: published(value.blocks) };
  const type = kind === 'message' ? 'Message' : value.type === 'home' ? 'HomeView' : 'ModalView';
  at.push(name);
  lines.push(`export const _${at.length}: ${type} = ${JSON.stringify(checked)};`);
}

const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, 'produced.ts');
writeFileSync(source, lines.join('\n'));
const program = ts.createProgram([source], { noEmit: true, strict: true, skipLibCheck: true, moduleResolution: ts.ModuleResolutionKind.NodeNext, module: ts.ModuleKind.NodeNext });
const wrong = ts.getPreEmitDiagnostics(program);
for (const one of wrong.slice(0, 20)) {
  const line = one.file ? one.file.getLineAndCharacterOfPosition(one.start).line - 3 : -1;
  console.error(`${at[line] ?? one.file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(one.messageText, '\n')}`);
}
console.log(`${files.length} kinds of messages and views held against @slack/types, ${wrong.length} of them wrong.`);
process.exit(wrong.length === 0 ? 0 : 1);
