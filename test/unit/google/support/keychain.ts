/** A keychain in memory, which encrypts for real. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Keychain } from '../../../../main/google/keychain';

/** A new keychain, with a key of its own. */
export function memoryKeychain(backend = 'gnome_libsecret', isAvailable = true): Keychain {
  const key = randomBytes(32);
  return {
    isEncryptionAvailable: () => isAvailable,
    getSelectedStorageBackend: () => backend,
    encryptString(text) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, iv);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]);
    },
    decryptString(encrypted) {
      const decipher = createDecipheriv('aes-256-gcm', key, encrypted.subarray(0, 12));
      decipher.setAuthTag(encrypted.subarray(12, 28));
      const body = decipher.update(encrypted.subarray(28));
      return Buffer.concat([body, decipher.final()]).toString('utf8');
    },
  };
}
