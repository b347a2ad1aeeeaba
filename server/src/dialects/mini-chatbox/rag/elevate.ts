import type { ElevatedScope } from '../../kit/elevate-scope.ts'
import { type Caller, elevateFor } from '../caller.ts'

/** An elevated scope for reading the sources created here. */
export const elevateToRead = (caller: Caller): ElevatedScope =>
  elevateFor(caller, 'knowledge:read', ['knowledge:read'])

/** The same for changing them; the agent that answers from documents then searches them. */
export const elevateToWrite = (caller: Caller): ElevatedScope =>
  elevateFor(caller, 'knowledge:write', ['knowledge:read', 'knowledge:write', 'agent:read', 'agent:write'])

/** The same for searching them. */
export const elevateToSearch = (caller: Caller): ElevatedScope =>
  elevateFor(caller, 'knowledge:search', ['knowledge:search', 'knowledge:read'])
