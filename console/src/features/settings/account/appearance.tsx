import { Input, SegmentedControl, Select, useMantineColorScheme } from '@mantine/core'
import { languages, useLocale, type Language } from '../../../messages/messages.tsx'

/** Language and colours, kept in this browser. */
export function Appearance() {
  const { messages: t, language, setLanguage } = useLocale()
  const { settings } = t
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <>
      <Select
        label={settings.language}
        data={languages}
        value={language}
        onChange={(next) => next && setLanguage(next as Language)}
        allowDeselect={false}
        maw={280}
      />
      <Input.Wrapper label={settings.colours} labelElement="div">
        <SegmentedControl
          mt={4}
          display="flex"
          w="fit-content"
          aria-label={settings.colours}
          data={[
            { value: 'auto', label: settings.auto },
            { value: 'light', label: settings.light },
            { value: 'dark', label: settings.dark },
          ]}
          value={colorScheme}
          onChange={(next) => setColorScheme(next as typeof colorScheme)}
        />
      </Input.Wrapper>
    </>
  )
}
