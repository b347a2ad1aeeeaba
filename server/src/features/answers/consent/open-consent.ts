import { uuidv7 } from 'uuidv7'
import { type ApprovalRow, fingerprintOf, judge, keyOf, readCircumstances } from '#features/tools/index.ts'
import type { ExternalTool } from '#kernel/ports.ts'
import type { Scope } from '#kernel/scope.ts'
import { storableJson } from '#kernel/storable.ts'
import { hostsIn, hostsOfCall } from './addresses.ts'
import { refusal, type ToolCall, type ToolOutcome, type ToolPause } from '../agent-loop.ts'

const DAY_MS = 86_400_000
const LIVE_HOSTS_MAX = 200

const FORBIDDEN = 'Not called: an administrator has forbidden this tool.'
const NOBODY_THERE =
  'Not called: this tool needs a person’s consent, and nobody can give it here. Say what you would have done.'
const ANOTHER_TOOL = 'Not called: the tool has changed since a person consented to it. Ask for it anew.'

/** Whose calls are judged, and where. */
interface Asking {
  /** Null for an agent that is not kept. */
  agentId: string | null
  /** Null where nobody can be asked. */
  conversationId: string | null
  /** Whether text from outside was read before. */
  isTainted: boolean
  /** What people said: an address that they named may be opened. */
  said: readonly string[]
  /** Calls that somebody consented to, by their ids. */
  approved?: ReadonlyMap<string, ApprovalRow>
}

/** Stands between a model and its tools: no call is made that the rules, and where they want it a person, do not allow. */
export interface Consent {
  /** The tools that a model is told of: all but those that are forbidden. */
  offered(tools: readonly ExternalTool[]): Promise<ExternalTool[]>
  /** From now on text from outside has been read. */
  taint(): void
  /** What the organisation itself put there: links of an answer may lead where it names. */
  trust(texts: readonly string[]): void
  /** Once text from outside has been read: the hosts to which links are live all the same. Null before that. */
  liveHosts(): Promise<string[] | null>
  /** What becomes of a call instead of being made, as the rules are at this moment; null: make it. */
  hold(tool: ExternalTool, call: ToolCall): Promise<ToolOutcome | ToolPause | null>
}

export function openConsent(
  scope: Scope,
  { agentId, conversationId, approved, said, ...before }: Asking,
): Consent {
  let isTainted = before.isTainted
  const named = new Set(said.flatMap(hostsIn))
  const own = new Set<string>()
  const look = () => readCircumstances(scope, { agentId, conversationId })
  return {
    async offered(tools) {
      if (tools.length === 0) return []
      const { rules } = await look()
      return tools.filter((tool) => judge(tool, { rules, isTainted, isGranted: false }).verdict !== 'deny')
    },
    taint() {
      isTainted = true
    },
    trust(texts) {
      for (const host of texts.flatMap(hostsIn)) own.add(host)
    },
    liveHosts: async () =>
      isTainted
        ? [...new Set([...(await look()).liveHosts, ...named, ...own])].slice(0, LIVE_HOSTS_MAX)
        : null,
    async hold(tool, call) {
      const wasTainted = isTainted
      const { rules, grants, approvalDays } = await look()
      const fingerprint = fingerprintOf(tool)
      const isGranted = grants.some(
        (grant) => grant.tool === keyOf(tool) && grant.fingerprint === fingerprint,
      )
      const leadsAway = hostsOfCall(call.input).some((host) => !named.has(host))
      const judged = judge(tool, { rules, isTainted: wasTainted, isGranted, leadsAway })
      if (judged.verdict === 'deny') return refusal(call, FORBIDDEN)
      const consented = approved?.get(call.callId)
      if (consented) return consented.fingerprint === fingerprint ? null : refusal(call, ANOTHER_TOOL)
      if (judged.verdict === 'allow') return null
      if (conversationId === null) return refusal(call, NOBODY_THERE)
      return {
        type: 'tool-pause',
        approvalId: uuidv7(),
        callId: call.callId,
        name: tool.name,
        tool: keyOf(tool),
        fingerprint,
        input: storableJson(call.input),
        isTainted: judged.isForTaint,
        personMayDecide: judged.personMayDecide,
        expiresAt: new Date(scope.app.now().getTime() + approvalDays * DAY_MS).toISOString(),
      }
    },
  }
}
