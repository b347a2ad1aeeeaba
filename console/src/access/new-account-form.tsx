import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { ApiError } from '#client/index.ts'
import { faultSentence } from '../words/fault-sentence.ts'
import { useWords } from '../words/words.tsx'
import { useEntering } from './use-entering.ts'

interface NewAccountFormProps {
  action: string
  enter: (values: FormData) => Promise<unknown>
  /** Where one is afterwards, unless one was on the way to somewhere. */
  home?: string
  /** What is said instead when the server refuses for the reason of a code. */
  instead?: Partial<Record<string, string>>
  /** The address, when it is given and not to be chosen. */
  email?: string
  children?: ReactNode
}

/** Name, e-mail and password of a new account. */
export function NewAccountForm({ action, enter, home, instead = {}, email, children }: NewAccountFormProps) {
  const words = useWords()
  const { access } = words
  const { error, isBusy, submit } = useEntering(enter, home)
  const refused = error instanceof ApiError ? error.fields : []
  const isSaidThere = refused.some(({ path }) => path === 'name' || path === 'email' || path === 'password')
  const saidOf = (name: string) => refused.find(({ path }) => path === name)?.message
  const isMailed = error instanceof ApiError && error.reason === 'address-unconfirmed'
  const sentence = (error instanceof ApiError && instead[error.code]) || faultSentence(error, words)

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void submit(event.currentTarget)
      }}
    >
      <Stack>
        {isMailed && (
          <Alert variant="outline" role="status">
            {access.confirmAddress}
          </Alert>
        )}
        {error !== undefined && !isMailed && !isSaidThere && (
          <Alert color="red" variant="outline" role="alert">
            {sentence}
          </Alert>
        )}
        <TextInput
          label={access.yourName}
          name="name"
          autoComplete="name"
          maxLength={100}
          required
          withAsterisk={false}
          autoFocus
          error={saidOf('name')}
        />
        <TextInput
          label={access.email}
          name="email"
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
          {...(email !== undefined && { value: email, readOnly: true, variant: 'filled' })}
          error={saidOf('email')}
        />
        <PasswordInput
          label={access.password}
          description={access.passwordHint}
          name="password"
          autoComplete="new-password"
          minLength={8}
          maxLength={200}
          required
          withAsterisk={false}
          error={saidOf('password')}
        />
        {children}
        <Button type="submit" loading={isBusy} fullWidth>
          {action}
        </Button>
      </Stack>
    </form>
  )
}
