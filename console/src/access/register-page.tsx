import { TextInput } from '@mantine/core'
import { client } from '../console-client.ts'
import { Link } from '../routing/link.tsx'
import { useAddress } from '../routing/location.ts'
import { to } from '../routing/route.ts'
import { useWords } from '../words/words.tsx'
import { AccessPage } from './access-page.tsx'
import { NewAccountForm } from './new-account-form.tsx'
import { field } from './use-entering.ts'

/** Makes an account. An invitation's token stands behind the `#`: `/register#invitation=…`. */
export function RegisterPage() {
  const { access, general } = useWords()
  const { hash, searchParams } = useAddress()
  const invitationToken = new URLSearchParams(hash.slice(1)).get('invitation')
  return (
    <AccessPage title={access.registerTitle} {...(invitationToken && { text: access.invited })}>
      <NewAccountForm
        action={access.register}
        enter={(values) =>
          client.register({
            name: field(values, 'name'),
            email: field(values, 'email'),
            password: String(values.get('password') ?? ''),
            ...(invitationToken && { invitationToken }),
            ...(field(values, 'tenant') && { tenant: field(values, 'tenant') }),
          })
        }
      >
        {!invitationToken && (
          <TextInput
            label={`${access.tenant} (${general.optional})`}
            description={access.registerTenantHint}
            name="tenant"
            defaultValue={searchParams.get('tenant') ?? ''}
            maxLength={100}
          />
        )}
        <Link href={to.signIn}>{access.haveAccount}</Link>
      </NewAccountForm>
    </AccessPage>
  )
}
