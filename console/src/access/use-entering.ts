import { useState } from 'react'
import { navigate } from '../routing/location.ts'
import { to } from '../routing/route.ts'

/** Sends a form of the way in, and goes on to where the person wanted to be. */
export function useEntering(enter: (values: FormData) => Promise<unknown>, home: string = to.conversations) {
  const [error, setError] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const submit = async (form: HTMLFormElement) => {
    setBusy(true)
    setError(undefined)
    try {
      await enter(new FormData(form))
      navigate(wanted(home), { replace: true })
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
