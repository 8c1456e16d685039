/// What an image should not hold: credentials and private keys (leaks), card numbers, and files with risky permission
/// bits. Content is searched as it streams by; no secret and no full card number leaves this package.
@NullMarked
package io.plimsoll.scanner.analysis.sensitive;

import org.jspecify.annotations.NullMarked;
