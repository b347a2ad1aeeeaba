import { parseArgs } from 'node:util'
import { fillerText } from './filler-text.ts'
import { startModelServer } from './start-model-server.ts'

/**
 * The model server as a process of its own, for benchmarks: --port, --ttft (ms), --tps (0 = at once),
 * --tokens.
 */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '9100' },
    ttft: { type: 'string', default: '0' },
    tps: { type: 'string', default: '0' },
    tokens: { type: 'string', default: '64' },
  },
})
const server = await startModelServer({
  port: Number(values.port),
  reply: {
    ttft: Number(values.ttft),
    tps: Number(values.tps),
    text: fillerText(Number(values.tokens), false),
  },
  keep: 100,
})
process.stdout.write(`OpenAI at ${server.openaiBaseUrl}, Anthropic at ${server.anthropicBaseUrl}\n`)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close())
