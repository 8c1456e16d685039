/// The Node.js security working group: Node.js itself, and reports about npm packages until 2019, in JSON
/// (github.com/nodejs/security-wg).
@NullMarked
package io.plimsoll.feeds.nodejs;

import org.jspecify.annotations.NullMarked;
