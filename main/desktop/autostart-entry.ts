/** A desktop entry that starts the app: https://specifications.freedesktop.org/desktop-entry-spec/latest/exec-variables.html */

/** A word of a command as `Exec` takes it: quoted, and escaped once more as every value of the file is. */
function execWord(word: string): string {
  const quoted = `"${word.replace(/["`$\\]/g, '\\$&').replaceAll('%', '%%')}"`;
  return quoted.replaceAll('\\', '\\\\');
}

/** The file's text. The words may be any but line breaks, which no path of a program has. */
export function autostartEntry(command: readonly string[]): string {
  const lines = [
    '[Desktop Entry]',
    'Type=Application',
    'Name=GamGUI',
    'Comment=Shows your sessions in the tray',
    `Exec=${command.map(execWord).join(' ')}`,
    'Icon=gamgui',
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
  ];
  return `${lines.join('\n')}\n`;
}
