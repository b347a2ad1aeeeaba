import { holds } from './holds.ts'
import {
  environmentHasOneReader,
  exportsHaveNames,
  fewAdministerTheSchema,
  fewWorkAcrossTenants,
  nothingIsAny,
  nothingIsAsserted,
  oldSystemsStayInTheirDialects,
  onlyProvidersFetch,
  scopesHaveOneMaker,
  syntaxIsErasable,
  textStaysAsWritten,
} from './mention-rules.ts'
import { tablesHaveOneOwner } from './table-owners.ts'

const chat = 'server/src/features/messages/a.ts'

holds('only config.ts reads the environment', environmentHasOneReader, [
  [chat, 'const key = process.env.OPENAI_API_KEY'],
  ['server/src/providers/models/a.ts', 'const { env } = process; process["env"]'],
  ['server/src/entry/a.ts', "import { env } from 'node:process'"],
])

holds('only features/access makes scopes', scopesHaveOneMaker, [
  [chat, 'const scope = makeScope({ ...other, tenantId })'],
  ['server/src/entry/a.ts', "import { makeScope as enter } from '#kernel/scope.ts'"],
])

holds('few work across tenants', fewWorkAcrossTenants, [
  [chat, 'await scope.app.database.system((tx) => tx)'],
  ['server/src/features/agents/a.ts', 'const { system } = scope.app.database'],
  ['server/src/entry/worker.ts', 'database.system((tx) => tx)'],
])

holds('few administer the schema', fewAdministerTheSchema, [
  [chat, 'await scope.app.database.administer((db) => db)'],
  ['server/src/entry/worker.ts', 'database.administer((db) => db)'],
])

holds('only providers call the network', onlyProvidersFetch, [
  [chat, "const answer = await fetch('https://example.com')"],
  ['server/src/dialects/native/a.ts', 'globalThis.fetch(url)'],
])

holds('older systems stay in their dialects', oldSystemsStayInTheirDialects, [
  [chat, "if (dialect === 'agentchat') title = '新会话'"],
  ['server/src/entry/http.ts', '// Lingxi clients send no origin.'],
  ['contract/src/a.ts', "export const legacy = z.enum(['platform-114'])"],
  ['server/migrations/0009-a.up.sql', 'ALTER TABLE conversations ADD COLUMN chat_api_id text; -- chat-api'],
])

holds('text stays as it is written', textStaysAsWritten, [
  ['server/src/providers/documents/clean-text.ts', "text.normalize('NFKC')"],
  [chat, 'const stored = text.trim().normalize("NFKD")'],
])

holds('nothing is any', nothingIsAny, [
  [chat, 'const a = (b: any) => b'],
  [chat, 'const a = b as any'],
  [chat, 'const a = new Map<string, any>()'],
  [chat, 'const a: any[] = []'],
  [chat, 'const shape = z.any()'],
])

holds('nothing is asserted to be there', nothingIsAsserted, [
  [chat, 'const a = rows[0]!'],
  [chat, 'const a = b!.c'],
  ['console/src/a.tsx', 'const a = f()!;'],
])

holds('exports have names', exportsHaveNames, [[chat, 'export default function a() {}']])

holds('all syntax is erasable', syntaxIsErasable, [
  [chat, "export enum State { Open = 'open' }"],
  [chat, 'namespace Chat { export const a = 1 }'],
])

holds('a table has one owner', tablesHaveOneOwner, [
  [chat, "tx.selectFrom('members').selectAll()"],
  [
    'server/src/features/answers/a.ts',
    "tx.selectFrom('tool_steps').innerJoin('replies', 'replies.id', 'tool_steps.reply_id')",
  ],
  [chat, "type Row = Selectable<Schema['messages']>"],
  [chat, 'sql`SELECT count(*) FROM conversations`'],
  ['server/src/dialects/native/a.ts', 'sql`UPDATE agents SET name = ${name}`'],
])
