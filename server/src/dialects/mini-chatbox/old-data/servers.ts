import { keepNumbers } from '#features/external-ids/index.ts'
import {
  findTaken,
  noteTaken,
  numberIn,
  objectIn,
  oldKind,
  required,
  type Taken,
  Unfit,
} from '../../moving-in/moving-in.ts'
import { addServer, serversAddedHere } from '../mcp/servers.ts'
import { DIALECT } from '../numbers.ts'
import { elevateToMoveIn } from '../../moving-in/elevate-to-move-in.ts'

interface OldServer {
  readonly number: number
  readonly name: string
  readonly url: string
  readonly key: string | null
  readonly metadata: Record<string, unknown>
}

/** Servers of tools. One that does not answer is taken, and its tools when it does. */
export const servers = oldKind<OldServer>({
  kind: 'MCP servers',
  ledger: 'server',
  table: 'mcp_servers',
  read: (row) => {
    const url = required(row, 'url')
    if (!/^https?:\/\//.test(url) || !URL.canParse(url))
      throw new Unfit(
        `${url} is no address: programs are started by the operator alone, in PARLEY_TOOL_SERVERS.`,
      )
    return {
      number: numberIn(row, 'id'),
      name: required(row, 'name'),
      url,
      key: row.api_key || null,
      metadata: objectIn(row, 'metadata'),
    }
  },
  take: async ({ scope }, { number, ...server }): Promise<Taken> => {
    const thing = { dialect: DIALECT, kind: 'server', oldId: String(number) }
    if ((await findTaken(scope, thing)) !== null) return { isNew: false, remarks: [] }
    const elevated = elevateToMoveIn(scope)
    const remarks: string[] = []
    // It is stored before its tools are requested.
    const added = await addServer(elevated, server).catch(async (error: unknown) => {
      const known = (await serversAddedHere(elevated)).find(({ notes }) => notes.name === server.name)
      if (!known) throw error
      remarks.push('It does not answer: fetch its tools again when it does.')
      return known
    })
    await keepNumbers(elevated, {
      dialect: DIALECT,
      kind: 'server',
      numbers: [{ number, id: added.server.id }],
    })
    await noteTaken(elevated, { ...thing, id: added.server.id })
    return { isNew: true, remarks }
  },
})
