import { Text } from '@mantine/core'
import { enterBy } from '../../data/console-client.ts'
import { refresh } from '../../data/cache.ts'
import { useResource } from '../../data/use-resource.ts'
import { resource } from '../../data/resource.ts'
import { Link } from '../../routing/link.tsx'
import { useAddress } from '../../routing/location.ts'
import { to } from '../../routing/route.ts'
import { useMessages } from '../../messages/messages.tsx'
import { AccessPage } from './access-page.tsx'
import { SetUpNotice } from './set-up-notice.tsx'
import { NewAccountForm } from './new-account-form.tsx'
import { field } from './use-access-form.ts'

/** Makes the owner of a fresh server. The token stands behind the `#`, which is never sent nor written to a log. */
export function SetUpPage() {
  const { access } = useMessages()
  const { hash, searchParams } = useAddress()
  const token = decodeURIComponent(hash.slice(1)).replace(/^token=/, '') || searchParams.get('token')
  const server = useResource(resource('auth.status')).value
  if (server?.needsOwner === false)
    return (
      <AccessPage title={access.setUpTitle}>
        <Text mb="md">{access.setUpClosed}</Text>
        <Link href={to.signIn}>{access.signIn}</Link>
      </AccessPage>
    )
  if (!token) return <SetUpNotice />
  return (
    <AccessPage title={access.setUpTitle} text={access.setUpText}>
      <NewAccountForm
        action={access.setUpDo}
        home={to.welcome}
        instead={{
          not_found: access.linkSpent,
          forbidden: access.linkSpent,
          unauthenticated: access.linkSpent,
        }}
        enter={async (values) => {
          await enterBy((door) =>
            door.auth.setUp({
              token,
              name: field(values, 'name'),
              email: field(values, 'email'),
              password: String(values.get('password') ?? ''),
            }),
          )
          refresh(resource('auth.status'))
        }}
      />
    </AccessPage>
  )
}
