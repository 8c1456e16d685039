/// The databases of rpm in their three forms, and the headers of packages in them. Nothing here trusts a number of the
/// file: every place is checked, no page is read twice, and damage ends in [MalformedInput].
@NullMarked
package io.plimsoll.scanner.analysis.rpm;

import org.jspecify.annotations.NullMarked;
