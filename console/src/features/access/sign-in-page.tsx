import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { ApiError } from '#client/index.ts'
import { enterBy } from '../../data/console-client.ts'
import { useResource } from '../../data/use-resource.ts'
import { resource } from '../../data/resource.ts'
import { Link } from '../../routing/link.tsx'
import { to } from '../../routing/route.ts'
import { faultSentence } from '../../messages/fault-sentence.ts'
import { useMessages } from '../../messages/messages.tsx'
import { AccessPage } from './access-page.tsx'
import { SetUpNotice } from './set-up-notice.tsx'
import { field, useAccessForm } from './use-access-form.ts'

export function SignInPage() {
  const t = useMessages()
  const { access } = t
  const server = useResource(resource('auth.status')).value
  const { error, isBusy, submit } = useAccessForm((values) =>
    enterBy((door) =>
      door.auth.logIn({
        email: field(values, 'email'),
        password: String(values.get('password') ?? ''),
        ...(field(values, 'tenant') && { tenant: field(values, 'tenant') }),
      }),
    ),
  )
  const isAmbiguous = error instanceof ApiError && error.code === 'conflict'
  const isWrong = error instanceof ApiError && error.code === 'unauthenticated'
  if (server?.needsOwner) return <SetUpNotice />

  return (
    <AccessPage title={access.signInTitle}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void submit(event.currentTarget)
        }}
      >
        <Stack>
          {error !== undefined && !isAmbiguous && (
            <Alert color="red" variant="outline" role="alert">
              {isWrong ? access.wrong : faultSentence(error, t)}
            </Alert>
          )}
          <TextInput
            label={access.email}
            name="email"
            type="email"
            autoComplete="username"
            required
            withAsterisk={false}
            autoFocus
          />
          <PasswordInput
            label={access.password}
            name="password"
            autoComplete="current-password"
            required
            withAsterisk={false}
          />
          {isAmbiguous && (
            <TextInput
              label={access.tenant}
              description={access.tenantHint}
              name="tenant"
              required
              withAsterisk={false}
              autoFocus
            />
          )}
          <Button type="submit" loading={isBusy} fullWidth>
            {access.signIn}
          </Button>
          <Link href={to.register}>{access.register}</Link>
        </Stack>
      </form>
    </AccessPage>
  )
}
