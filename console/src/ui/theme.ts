import {
  createTheme,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  type MantineThemeOverride,
} from '@mantine/core'
import type { Messages } from '../messages/en.ts'
import { restoreFocus } from './focus.ts'

const harbour: MantineColorsTuple = [
  '#edf6f8',
  '#d9eaef',
  '#b1d4de',
  '#86bdcd',
  '#64a9be',
  '#4c97ae',
  '#38869e',
  '#297791',
  '#1f6a82',
  '#145468',
]

const han = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC"'

const baseTheme: MantineThemeOverride = {
  primaryColor: 'harbour',
  primaryShade: { light: 8, dark: 7 },
  colors: { harbour },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily: `system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", ${han}, sans-serif`,
  fontFamilyMonospace: `ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", ${han}, monospace`,
  headings: { fontWeight: '650' },
}

/** The theme of the component library, with its own texts in our language. */
export const themeFor = ({ general }: Messages) => {
  const closeButtonProps = { 'aria-label': general.close }
  const dialog = { closeButtonProps, returnFocus: false, onExitTransitionEnd: restoreFocus }
  const clearButtonProps = { 'aria-label': general.clear }
  return createTheme({
    ...baseTheme,
    components: {
      // Those of the library's hues whose letters can be read on their own light shade.
      Avatar: {
        defaultProps: { allowedInitialsColors: ['blue', 'cyan', 'grape', 'indigo', 'pink', 'violet'] },
      },
      Badge: { defaultProps: { tt: 'none' } },
      Tooltip: { defaultProps: { openDelay: 400, withArrow: true } },
      Modal: { defaultProps: { centered: true, ...dialog } },
      Drawer: { defaultProps: dialog },
      Select: { defaultProps: { clearButtonProps } },
      MultiSelect: { defaultProps: { clearButtonProps } },
      // A menu must hold nothing but its items; focus begins on the first of them. It goes where its button goes, also
      // when something that loads above pushes that out of sight.
      Menu: {
        defaultProps: {
          shadow: 'md',
          position: 'bottom-end',
          withInitialFocusPlaceholder: false,
          hideDetached: false,
        },
      },
    },
  })
}

/** The component library's own variables, where its choice is too faint to read or too loud in the dark. */
export const cssVariables: CSSVariablesResolver = () => {
  const quiet = {
    '--mantine-color-dimmed': 'var(--quiet)',
    '--mantine-color-placeholder': 'var(--quiet)',
    '--mantine-color-harbour-light': 'var(--chosen)',
    '--mantine-color-harbour-light-hover': 'var(--chosen)',
    '--mantine-color-harbour-light-color': 'var(--link)',
  }
  return {
    variables: {},
    light: { ...quiet, '--mantine-color-error': 'var(--mantine-color-red-9)' },
    dark: { ...quiet, '--mantine-color-error': 'var(--mantine-color-red-4)' },
  }
}
