/** What GamGUI asks Google for: the clusters, and whose account it is (GKE knows users by their address). */

/** The right to see the project's clusters and to be known to them. */
export const CLOUD_PLATFORM = 'https://www.googleapis.com/auth/cloud-platform';

/** For any kind of account. Without the second, GKE knows a service account by a number alone. */
export const SCOPES = [CLOUD_PLATFORM, 'https://www.googleapis.com/auth/userinfo.email'];
