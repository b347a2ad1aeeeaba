import type { Permission } from '#kernel/permissions.ts'
import { useCases } from '#server/app/features.ts'
import type { Caller, Route } from './dialect-stage.ts'

/**
 * What a dialect lends: whoever may do the first does the second there, which they may not natively. Each stands, with
 * its place, in the list of elevated scopes that a rule holds.
 */
const lent: readonly [dialect: string, asked: Permission, may: Permission][] = [
  ['lingxi', 'conversation:read', 'agent:read'],
  ['lingxi', 'conversation:read', 'agent:write'],
  ['lingxi', 'conversation:write', 'agent:write'],
  ['chat-api', 'conversation:read', 'inbox:read'],
  ['mini-chatbox', 'conversation:read', 'knowledge:search'],
  ['mini-chatbox', 'conversation:read', 'usage:read'],
  ['mini-chatbox', 'message:send', 'conversation:write'],
  ['mini-chatbox', 'knowledge:search', 'knowledge:read'],
  ['mini-chatbox', 'knowledge:write', 'agent:read'],
  ['mini-chatbox', 'knowledge:write', 'agent:write'],
  ['mini-chatbox', 'knowledge:write', 'knowledge:read'],
  ['mini-chatbox', 'model:manage', 'agent:read'],
  ['mini-chatbox', 'model:manage', 'agent:write'],
  ['mini-chatbox', 'model:manage', 'knowledge:read'],
  ['mini-chatbox', 'completion:create', 'agent:read'],
  ['mini-chatbox', 'completion:create', 'agent:write'],
  ['mini-chatbox', 'tool:use', 'tool:manage'],
  ['mini-chatbox', 'tool:use', 'agent:read'],
  ['mini-chatbox', 'tool:manage', 'agent:read'],
  ['mini-chatbox', 'tool:manage', 'agent:write'],
  ['mini-chatbox', 'tool:manage', 'tool:use'],
]

const permissionOf = new Map(useCases.map(({ name, permission }) => [name, permission]))

/** Of those, what the caller may not do natively and no listed place lends them. */
export function excess(
  { dialect, method, url: path }: Route,
  caller: Caller,
  useCaseNames: readonly string[],
): string[] {
  const { permissions, called } = caller
  return [...new Set(useCaseNames)].flatMap((name) => {
    const needed = permissionOf.get(name)
    if (needed === undefined || permissions.has(needed)) return []
    const isLent = lent.some(
      ([where, asked, may]) => where === dialect && may === needed && permissions.has(asked),
    )
    return isLent || needed === 'public' ? [] : [`${called}: ${method} ${path} ran ${name} (${needed})`]
  })
}

const talking: readonly Permission[] = [
  'conversation:write',
  'message:send',
  'inbox:write',
  'completion:create',
]
const knowing: readonly Permission[] = ['knowledge:write']
// Lingxi makes and keeps one's own agents for whoever reads or writes conversations; Mini-Chatbox its one assistant.
const making: readonly Permission[] = [
  'agent:write',
  ...lent.flatMap(([, asked, may]) => (may === 'agent:write' ? [asked] : [])),
]

/** By which permissions what people made changes; the books that are kept of any call are not listed. */
const changedBy: Readonly<Record<string, readonly Permission[]>> = {
  conversations: talking,
  messages: talking,
  replies: talking,
  knowledge_bases: knowing,
  documents: knowing,
  passages: knowing,
  agents: [...making, 'message:send'],
  agent_versions: [...making, 'message:send'],
  members: ['member:manage', 'profile:write'],
  tenants: ['tenant:manage'],
  projects: ['conversation:write'],
  tool_servers: ['tool:manage'],
  connections: ['model:manage'],
  api_keys: ['api-key:manage'],
}

/** What changed while a caller asked, though nothing that they may do changes it. */
export const unexplained = ({ called, permissions }: Caller, tables: readonly string[]): string[] =>
  tables
    .filter((table) => changedBy[table]?.every((permission) => !permissions.has(permission)))
    .map((table) => `${called}: changed ${table}`)
