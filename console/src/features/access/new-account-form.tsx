import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { ApiError } from '#client/index.ts'
import { faultSentence } from '../../messages/fault-sentence.ts'
import { useMessages } from '../../messages/messages.tsx'
import { useAccessForm } from './use-access-form.ts'

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
  const t = useMessages()
  const { access } = t
  const { error, isBusy, submit } = useAccessForm(enter, home)
  const refused = error instanceof ApiError ? error.fields : []
  const isSaidThere = refused.some(({ path }) => path === 'name' || path === 'email' || path === 'password')
  const saidOf = (name: string) => refused.find(({ path }) => path === name)?.message
  const isMailed = error instanceof ApiError && error.reason === 'address-unconfirmed'
  const sentence = (error instanceof ApiError && instead[error.code]) || faultSentence(error, t)

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
