import type { Agent } from '#contract/shapes/agent.ts'
import type { Conversation } from '#contract/shapes/conversation.ts'
import type { CreatedInvitation, SignedIn } from '#contract/shapes/people.ts'
import type { HttpClient } from './http-client.ts'
import type { Target } from './target.ts'

export const OWNER = { email: 'owner@example.com', password: 'a password for measuring' }

/** Parley with one agent and this many members, each invited, registered and signed in. */
export async function parleyTarget(
  http: HttpClient,
  pids: readonly number[],
  members: number,
  name: 'parley' | 'pair' = 'parley',
): Promise<Target> {
  const { owner, tokens } = await admitMembers(http, members)
  const agent = await http.json<Agent>('POST', '/v1/agents', { name: 'Ada' }, owner)

  return {
    name,
    pids,
    async open(member) {
      const token = tokens[member % tokens.length] ?? owner
      const { id } = await http.json<Conversation>('POST', '/v1/conversations', { agentId: agent.id }, token)
      let said = 0
      return {
        async ask(text) {
          const body = { clientId: `${id}.${(said += 1)}`, parts: [{ type: 'text', text }] }
          const sentAt = performance.now()
          const path = `/v1/conversations/${id}/messages`
          const { raw, foundAt } = await http.stream(path, body, 'event: text-delta\n', token)
          if (raw.includes('event: superseded\n'))
            throw new Error('A reply was begun anew: its writer stood still for longer than its lease.')
          if (!/event: reply-end\ndata: .*"state":"completed"/.test(raw))
            throw new Error(`The reply did not end well: ${raw.slice(-300)}`)
          return { firstTextMs: foundAt - sentAt, text: textIn(raw) }
        },
      }
    },
  }
}

/** Invites this many members and registers them; returns their access tokens, with the owner’s. */
export async function admitMembers(http: HttpClient, members: number) {
  const { accessToken: owner } = await http.json<SignedIn>('POST', '/v1/auth/login', OWNER)
  const tokens: string[] = []
  for (let member = 0; member < members; member += 1) tokens.push(await admit(http, owner, member))
  return { owner, tokens }
}

async function admit(http: HttpClient, owner: string, member: number): Promise<string> {
  const email = `member-${member}@example.com`
  const invitation = await http.json<CreatedInvitation>(
    'POST',
    '/v1/invitations',
    { email, role: 'end_user' },
    owner,
  )
  const { accessToken } = await http.json<SignedIn>('POST', '/v1/auth/register', {
    email,
    name: `Member ${member}`,
    password: OWNER.password,
    invitationToken: invitation.token,
  })
  return accessToken
}

const textIn = (raw: string): string =>
  [...raw.matchAll(/event: text-delta\ndata: (.*)/g)]
    .map(([, data = '']) => (JSON.parse(data) as { text: string }).text)
    .join('')
