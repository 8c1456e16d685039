/// HTTP as every feature needs it: who is calling and what they may do, pages and cursors, problems with stable codes,
/// limits and headers, live changes, and the files of the console.
@NullMarked
package io.plimsoll.center.server.http;

import org.jspecify.annotations.NullMarked;
