import { z } from 'zod'
import type { builtInTools as builtInNames } from '#contract/shapes/agent.ts'
import type { KnowledgeBaseFilter } from '#contract/shapes/document-filter.ts'
import type { Spender } from '#features/budgets/index.ts'
import { retrievePassages } from '#features/knowledge/index.ts'
import { toolsFor } from '#features/tools/index.ts'
import type { ExternalTool, Ports } from '#kernel/ports.ts'
import { asFault, invalidInput } from '#kernel/fault.ts'
import { parseInput } from '#kernel/guard.ts'
import type { Scope } from '#kernel/scope.ts'
import { fetchPageTool } from './fetch-page.ts'

const SearchInput = z.object({
  query: z.string().min(1).max(500).describe('What to look for, in a few words.'),
})
const TimeInput = z.object({
  timeZone: z.string().max(60).default('UTC').describe('IANA name, for example Asia/Taipei.'),
})

const searchSchema = z.toJSONSchema(SearchInput, { io: 'input' }) as Record<string, unknown>
const timeSchema = z.toJSONSchema(TimeInput, { io: 'input' }) as Record<string, unknown>

interface Equipment {
  knowledge_base_ids: string[]
  knowledge_base_filters: KnowledgeBaseFilter[]
  /** Whose budgets looking things up counts towards. */
  spender?: Spender
}

/** The tools that an agent may use in a reply: those of its list that exist. */
export async function openToolbox(
  scope: Scope,
  ports: Ports,
  agent: Equipment & { tools: string[] },
): Promise<ExternalTool[]> {
  if (agent.tools.length === 0) return []
  const own = builtInTools(scope, ports, agent).filter((tool) => agent.tools.includes(tool.name))
  return [...own, ...(await toolsFor(scope, ports, agent))]
}

/** The tools that every tenant has. */
export const builtInTools = (scope: Scope, ports: Ports, equipment: Equipment): ExternalTool[] => [
  searchTool(scope, equipment),
  currentTime,
  fetchPageTool(ports),
  ...ports.tools,
]

/** A built-in tool: read-only, and a failure is described to the model. */
const builtIn = <I extends z.ZodType>(
  description: Pick<ExternalTool, 'description' | 'inputSchema' | 'isOpenWorld'> & {
    name: (typeof builtInNames)[number]
  },
  shape: I,
  run: (input: z.output<I>) => Promise<unknown>,
): ExternalTool => ({
  ...description,
  hasEffect: false,
  isReadOnly: true,
  origin: 'built-in',
  async call(input) {
    try {
      return { output: await run(parseInput(shape, input)), isError: false }
    } catch (error) {
      return { output: asFault(error).message, isError: true }
    }
  },
})

const searchTool = (
  scope: Scope,
  { knowledge_base_ids: knowledgeBaseIds, knowledge_base_filters: filters, spender }: Equipment,
) =>
  builtIn(
    {
      name: 'search_knowledge',
      description: "Looks up passages in the company's documents.",
      inputSchema: searchSchema,
      isOpenWorld: true,
    },
    SearchInput,
    async ({ query }) => {
      const { passages } = await retrievePassages(scope, {
        query,
        knowledgeBaseIds,
        filters,
        spender,
        limit: 5,
      })
      return passages.map(({ documentName, text }) => ({ document: documentName, text }))
    },
  )

const currentTime = builtIn(
  { name: 'current_time', description: 'Tells the date and time now.', inputSchema: timeSchema },
  TimeInput,
  async ({ timeZone }) => {
    const now = new Date()
    try {
      return {
        utc: now.toISOString(),
        local: now.toLocaleString('en-GB', { timeZone, timeZoneName: 'short' }),
      }
    } catch {
      throw invalidInput(`There is no time zone ${timeZone}.`)
    }
  },
)
