/**
 * What only Windows gives a meaning to in a name of a file.
 * https://learn.microsoft.com/windows/win32/fileio/naming-a-file; the shell's names as Chromium refuses them for downloads,
 * net/base/filename_util.cc and filename_util_internal.cc.
 */

/** Separators, drive letters and streams (`a:b`), wildcards. Controls are pictures by now. */
const ILLEGAL = /[<>:"\\|?*]/g;

/** Windows drops them, so `a.csv.` would be `a.csv`. */
const TRAILING = /[. ]+$/;

/** Devices, whatever follows behind a dot: NUL.tar.gz is NUL. */
const DEVICE = /^ *(?:CON|PRN|AUX|NUL|CLOCK\$|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])(?= *(?:\.|$))/i;

/** What Explorer acts on as soon as a folder is looked at; `.{…}` hides what a file is (CVE-2004-0420). */
const SHELL =
  /^(?:desktop\.ini|thumbs\.db)$|\.(?:lnk|scf|url|local|library-ms|searchconnector-ms|\{[^}]*\})$/i;

/** The form of short names, such as GIT~1: one may be another file's (CVE-2014-9390). */
const SHORT = /^([^. ]{1,6})~(?=[0-9]{1,6}(?:\.[^. ]{0,3})?$)/;

/** The name with an underscore where Windows would not take it as one. At most two bytes longer. */
export function windowsName(name: string): string {
  return name
    .replace(ILLEGAL, '_')
    .replace(TRAILING, (all) => '_'.repeat(all.length))
    .replace(SHORT, '$1_')
    .replace(DEVICE, '$&_')
    .replace(SHELL, '$&_');
}
