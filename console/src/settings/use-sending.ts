import { useState } from 'react'
import { ApiError } from '#client/index.ts'

/** Sends a form: whether it is under way, what went wrong, and what the server said of each field. */
export function useSending(send: () => Promise<unknown>) {
  const [error, setError] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const submit = async () => {
    setBusy(true)
    setError(undefined)
    try {
      await send()
    } catch (failure) {
      setError(failure)
    }
    setBusy(false)
  }
  const refused = error instanceof ApiError ? error.fields : []
  const saidOf = (field: string) => refused.find(({ path }) => path === field)?.message
  return { error, isBusy, submit, saidOf }
}
