// @ts-check

/**
 * What a window's page takes of the computer's memory, as the system counts its process.
 * @param {import('playwright').ElectronApplication} app
 * @param {import('playwright').Page} page
 * @returns {Promise<number>} MB
 */
export async function memoryOf(app, page) {
  const url = page.url();
  const kilobytes = await app.evaluate(({ app: electron, BrowserWindow }, address) => {
    const window = BrowserWindow.getAllWindows().find(
      (one) => one.webContents.getURL() === address && !one.isVisible(),
    );
    const pid = window?.webContents.getOSProcessId();
    const process = electron.getAppMetrics().find((one) => one.pid === pid);
    return process?.memory.workingSetSize ?? Number.NaN;
  }, url);
  return (kilobytes * 1024) / 1e6;
}
