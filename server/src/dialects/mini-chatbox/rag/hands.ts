import type { Hand } from '../../lend-hand.ts'
import { type Caller, handFor } from '../caller.ts'

/** The server's hand for reading the sources that were made here. */
export const handToRead = (caller: Caller): Hand => handFor(caller, 'knowledge:read', ['knowledge:read'])

/** The same for changing them; the agent that answers from documents then looks answers up in them. */
export const handToWrite = (caller: Caller): Hand =>
  handFor(caller, 'knowledge:write', ['knowledge:read', 'knowledge:write', 'agent:read', 'agent:write'])

/** The same for finding something in them. */
export const handToSearch = (caller: Caller): Hand =>
  handFor(caller, 'knowledge:search', ['knowledge:search', 'knowledge:read'])
