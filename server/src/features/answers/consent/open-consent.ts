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
  /** Null for an agent that is not stored. */
  agentId: string | null
  /** Null if nobody can be asked. */
  conversationId: string | null
  /** Whether the conversation already contains text from outside. */
  isTainted: boolean
  /** What people wrote: addresses that they named may be opened. */
  said: readonly string[]
  /** Approved calls, by ID. */
  approved?: ReadonlyMap<string, ApprovalRow>
}

/**
 * Stands between a model and its tools: makes only calls that the rules allow and, where they require it, a person has
 * approved.
 */
export interface Consent {
  /** The tools that a model may see: all but the denied ones. */
  offered(tools: readonly ExternalTool[]): Promise<ExternalTool[]>
  /** From now on text from outside has been read. */
  taint(): void
  /** Marks texts of the organization itself as trusted: links in an answer may lead to addresses in them. */
  trust(texts: readonly string[]): void
  /** Once text from outside has been read: the hosts to which links are live all the same. Null before that. */
  liveHosts(): Promise<string[] | null>
  /** The outcome that replaces a call under the current rules; null: make the call. */
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
