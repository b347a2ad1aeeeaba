import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { ApiError } from '#client/index.ts'
import { enterBy } from '../console-client.ts'
import { status } from '../data/resources.ts'
import { useResource } from '../data/use-resource.ts'
import { Link } from '../routing/link.tsx'
import { to } from '../routing/route.ts'
import { faultSentence } from '../words/fault-sentence.ts'
import { useWords } from '../words/words.tsx'
import { AccessPage } from './access-page.tsx'
import { NeedsOwner } from './needs-owner.tsx'
import { field, useEntering } from './use-entering.ts'

export function SignInPage() {
  const words = useWords()
  const { access } = words
  const server = useResource(status).value
  const { error, isBusy, submit } = useEntering((values) =>
    enterBy((door) =>
      door.logIn({
        email: field(values, 'email'),
        password: String(values.get('password') ?? ''),
        ...(field(values, 'tenant') && { tenant: field(values, 'tenant') }),
      }),
    ),
  )
  const isAmbiguous = error instanceof ApiError && error.code === 'conflict'
  const isWrong = error instanceof ApiError && error.code === 'unauthenticated'
  if (server?.needsOwner) return <NeedsOwner />

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
              {isWrong ? access.wrong : faultSentence(error, words)}
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
