/// The judgement of Cyber Intelligence: an inventory and a bundle give findings with proof, and say what they could not
/// assess. Pure: the same two give the same answer.
@NullMarked
package io.plimsoll.advisories.matching;

import org.jspecify.annotations.NullMarked;
