import { useState } from 'react'
import type { ServerTool, ToolServer } from '#contract/shapes/tool-server.ts'
import { client } from '../../data/console-client.ts'
import { invalidate } from '../../data/cache.ts'
import { removeWithUndo } from '../../ui/removals.ts'
import { toast } from '../../ui/toasts.ts'
import { navigate } from '../../routing/location.ts'
import { to } from '../../routing/route.ts'
import { faultSentence } from '../../messages/fault-sentence.ts'
import { useToolMessages } from '../../messages/tools/tool-messages.ts'
import { startToolSignIn } from './sign-in.ts'

/** What can be done with a server, and which of it is under way. */
export function useServerActions({ id, name }: ToolServer) {
  const t = useToolMessages()
  const { tools: tTools } = t
  const [busy, setBusy] = useState<string | null>(null)
  const complain = (error: unknown) => toast({ text: faultSentence(error, t), isFailure: true })
  const doing = (action: string, work: () => Promise<unknown>) => async () => {
    setBusy(action)
    await work().catch(complain)
    setBusy(null)
    invalidate('tool-server')
  }
  return {
    busy,
    sync: doing('sync', () => client.toolServers.sync(id)),
    suspend: doing('suspend', () => client.toolServers.change(id, { isSuspended: true })),
    resume: doing('resume', () => client.toolServers.change(id, { isSuspended: false })),
    signIn: doing('sign-in', () => startToolSignIn(id)),
    forget: doing('forget', () => client.toolServers.signOut(id)),
    approve: (tools: readonly ServerTool[]) =>
      doing(`approve ${tools.length === 1 ? tools[0]?.name : ''}`, async () => {
        await client.toolServers.approve(id, {
          tools: tools.flatMap((tool) =>
            tool.offeredFingerprint === null
              ? []
              : [{ name: tool.name, fingerprint: tool.offeredFingerprint }],
          ),
        })
        toast({ text: tTools.approved })
      })(),
    remove() {
      navigate(to.settings('tools'))
      removeWithUndo({
        id,
        message: tTools.removed(name),
        remove: (options) => client.toolServers.remove(id, {}, options),
        onFailure: complain,
      })
    },
  }
}
