import { useState } from 'react'
import { signedIn } from '../../data/console-client.ts'
import { navigate } from '../../routing/location.ts'
import { to } from '../../routing/route.ts'

/** Sends a form of the way in, and goes on to where the person wanted to be. */
export function useAccessForm(
  enter: (values: FormData) => Promise<unknown>,
  home: string = to.conversations,
) {
  const [error, setError] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const submit = async (form: HTMLFormElement) => {
    setBusy(true)
    setError(undefined)
    const isChange = signedIn.get()
    try {
      await enter(new FormData(form))
      // Whatever was fetched for the account before is left behind with the page.
      if (isChange) location.replace(wanted(home))
      else navigate(wanted(home), { replace: true })
    } catch (failure) {
      setError(failure)
    }
    setBusy(false)
  }
  return { error, isBusy, submit }
}

/** Only an address of the console: a link from elsewhere must not lead away. */
const wanted = (home: string): string => {
  const given = new URL(location.href).searchParams.get('to')
  if (!given?.startsWith('/')) return home
  const address = new URL(given, location.origin)
  return address.origin === location.origin ? address.pathname + address.search + address.hash : home
}

export const field = (values: FormData, name: string): string => String(values.get(name) ?? '').trim()
