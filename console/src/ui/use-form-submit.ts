import { useState } from 'react'
import { ApiError } from '#client/index.ts'

/** Sends a form: whether it is under way, what went wrong, and what the server said of each field. */
export function useFormSubmit<Values extends unknown[]>(send: (...values: Values) => Promise<unknown>) {
  const [error, setError] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const submit = async (...values: Values) => {
    setBusy(true)
    setError(undefined)
    try {
      await send(...values)
    } catch (failure) {
      setError(failure)
    }
    setBusy(false)
  }
  const refused = error instanceof ApiError ? error.fields : []
  const saidOf = (field: string) => refused.find(({ path }) => path === field)?.message
  /** The error, unless it is told beside one of these fields. */
  const errorBeside = (fields: readonly string[]) =>
    fields.some((field) => saidOf(field) !== undefined) ? undefined : error
  return { error, errorBeside, isBusy, submit, saidOf }
}
