import { useEffect } from 'react'
import { client } from '../../data/console-client.ts'
import { invalidate } from '../../data/cache.ts'
import { toast } from '../../ui/toasts.ts'
import { navigate } from '../../routing/location.ts'
import { to } from '../../routing/route.ts'
import { faultSentence } from '../../messages/fault-sentence.ts'
import { useToolMessages } from '../../messages/tools/tool-messages.ts'

/** Leaves for the page where the member signs in to a server; it leads back to the list of servers. */
export async function startToolSignIn(toolServerId: string): Promise<void> {
  const { page } = await client.toolServers.beginSignIn(toolServerId)
  location.assign(page)
}

/** Ends a sign-in that the member came back from, once: what they came back with leaves the address at once. */
export function useToolSignInReturn(): void {
  const t = useToolMessages()
  useEffect(() => {
    const came = new URLSearchParams(location.search)
    const [state, code] = [came.get('state'), came.get('code')]
    if (state === null || (code === null && !came.has('error'))) return
    navigate(to.settings('tools'), { replace: true })
    if (code === null) return toast({ text: t.tools.signInRefused, isFailure: true })
    client.toolServers
      .finishSignIn({ state, code, issuer: came.get('iss') })
      .then(({ id }) => {
        invalidate('tool-server')
        toast({ text: t.tools.signedIn })
        navigate(`${to.settings('tools')}?server=${id}`, { replace: true })
      })
      .catch((error: unknown) => toast({ text: faultSentence(error, t), isFailure: true }))
    // Once for the page: the address holds nothing any more when it is drawn again.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [])
}
