import { Alert, Text, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { ApiError } from '#client/index.ts'
import type { OfferedInvitation } from '#contract/shapes/people.ts'
import { client, enterBy, signedIn } from '../../data/console-client.ts'
import { useStore } from '../../data/store.ts'
import { useResource } from '../../data/use-resource.ts'
import { resource } from '../../data/resource.ts'
import { ResourceView } from '../../ui/resource-view.tsx'
import { Link } from '../../routing/link.tsx'
import { useAddress } from '../../routing/location.ts'
import { to } from '../../routing/route.ts'
import { useMessages } from '../../messages/messages.tsx'
import { AccessPage } from './access-page.tsx'
import { NewAccountForm } from './new-account-form.tsx'
import { field } from './use-access-form.ts'

/** Makes an account. An invitation's token stands behind the `#`, which is never sent: `/register#invitation=…`. */
export function RegisterPage() {
  const { hash } = useAddress()
  const [token, setToken] = useState(invitationIn(hash))
  useEffect(() => {
    const next = invitationIn(hash)
    if (next) setToken(next)
  }, [hash])
  return token ? <Invited token={token} /> : <Uninvited />
}

const invitationIn = (hash: string) => new URLSearchParams(hash.slice(1)).get('invitation')

/** For whoever holds the link of an invitation: where it leads, or why it does not any more. */
function Invited({ token }: { token: string }) {
  const { access, people, settings } = useMessages()
  const offer = useResource<OfferedInvitation | null>({
    key: `invitation-offer/${token}`,
    load: () =>
      client.auth.readInvitation({ invitationToken: token }).catch((error: unknown) => {
        if (error instanceof ApiError && error.code === 'not_found') return null
        throw error
      }),
  })
  if (offer.value === undefined)
    return (
      <AccessPage title={access.registerTitle}>
        <ResourceView of={offer}>{() => null}</ResourceView>
      </AccessPage>
    )
  if (offer.value?.state !== 'open') return <Dead state={offer.value?.state ?? 'unknown'} />
  const { email, role, tenantName } = offer.value
  const join = (values: FormData) =>
    enterBy((door) =>
      door.auth.register({
        name: field(values, 'name'),
        email,
        password: String(values.get('password') ?? ''),
        invitationToken: token,
      }),
    )
  return (
    <AccessPage title={people.joinTitle(tenantName)} text={people.joinText(settings.roles[role])}>
      <OtherAccount />
      <NewAccountForm action={people.joinDo} email={email} enter={join}>
        <Link href={to.signIn}>{access.haveAccount}</Link>
      </NewAccountForm>
    </AccessPage>
  )
}

function Dead({ state }: { state: 'used' | 'expired' | 'withdrawn' | 'unknown' }) {
  const { access, people } = useMessages()
  return (
    <AccessPage title={people.deadTitle}>
      <Text mb="md">{people.dead[state]}</Text>
      <Link href={to.signIn}>{access.signIn}</Link>
    </AccessPage>
  )
}

/** Says so when somebody is signed in already. */
function OtherAccount() {
  return useStore(signedIn) ? <SignedInAs /> : null
}

function SignedInAs() {
  const { people } = useMessages()
  const email = useResource(resource('auth.me')).value?.member?.email
  return email ? <Alert mb="md">{people.otherAccount(email)}</Alert> : null
}

/** For everybody else: as an end user, where the organisation lets people register. */
function Uninvited() {
  const { access, general } = useMessages()
  const { searchParams } = useAddress()
  return (
    <AccessPage title={access.registerTitle}>
      <NewAccountForm
        action={access.register}
        enter={(values) =>
          enterBy((door) =>
            door.auth.register({
              name: field(values, 'name'),
              email: field(values, 'email'),
              password: String(values.get('password') ?? ''),
              ...(field(values, 'tenant') && { tenant: field(values, 'tenant') }),
            }),
          )
        }
      >
        <TextInput
          label={`${access.tenant} (${general.optional})`}
          description={access.registerTenantHint}
          name="tenant"
          defaultValue={searchParams.get('tenant') ?? ''}
          maxLength={100}
        />
        <Link href={to.signIn}>{access.haveAccount}</Link>
      </NewAccountForm>
    </AccessPage>
  )
}
