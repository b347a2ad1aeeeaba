import { MantineProvider } from '@mantine/core'
import { useEffect, useMemo, type ReactNode } from 'react'
import { RegisterPage } from '../features/access/register-page.tsx'
import { SetUpPage } from '../features/access/set-up-page.tsx'
import { SignInPage } from '../features/access/sign-in-page.tsx'
import { signedIn } from '../data/console-client.ts'
import { forgetAll } from '../data/cache.ts'
import { useStore } from '../data/store.ts'
import { cssVariables, themeFor } from '../ui/theme.ts'
import { Toaster } from '../ui/toaster.tsx'
import { navigate, useAddress } from '../routing/location.ts'
import { routeOf, to } from '../routing/route.ts'
import { Shell } from './shell/shell.tsx'
import { LocaleProvider, type LoadedMessages, useMessages } from '../messages/messages.tsx'

/** `messages`: those of the first language. */
export function App({ messages }: { messages: LoadedMessages }) {
  return (
    <LocaleProvider first={messages}>
      <Looks>
        <View />
        <Toaster />
      </Looks>
    </LocaleProvider>
  )
}

function Looks({ children }: { children: ReactNode }) {
  const t = useMessages()
  const theme = useMemo(() => themeFor(t), [t])
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      {children}
    </MantineProvider>
  )
}

/** The view at the address; to somebody who is not signed in, the way in. */
function View() {
  const address = useAddress()
  const route = routeOf(address.pathname)
  const isIn = useStore(signedIn)
  useEffect(() => {
    if (!isIn) forgetAll()
  }, [isIn])

  if (route.name === 'set-up') return <SetUpPage />
  if (route.name === 'register') return <RegisterPage />
  if (route.name === 'sign-in') return <SignInPage />
  if (!isIn) return <Redirect address={wayIn(address)} />
  if (route.name === 'home') return <Redirect address={to.conversations} />
  return <Shell route={route} />
}

const wayIn = ({ pathname, search, hash }: URL): string =>
  pathname === '/' ? to.signIn : `${to.signIn}?to=${encodeURIComponent(pathname + search + hash)}`

function Redirect({ address }: { address: string }) {
  useEffect(() => navigate(address, { replace: true }), [address])
  return null
}
