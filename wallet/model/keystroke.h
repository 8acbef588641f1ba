/*
 * keystroke: how a sentence names a keystroke.  KEYSTROKE("mint") " mints one" is shown as "m mints
 * one", or with the keystroke that the configuration's [keys] gives to "mint" instead
 * (tui/keystroke.h).  The marks around the name are control characters.  Text from outside has none
 * after text_sanitise, so nothing in it is taken for a name.  Messages (model_say) are sanitised,
 * too, and so name no keystroke.
 */
#ifndef WALLET_MODEL_KEYSTROKE_H
#define WALLET_MODEL_KEYSTROKE_H

#define KEYSTROKE_BEGIN "\001"
#define KEYSTROKE_END "\002"

/* The name is one of [keys]; rialto(1) lists them. */
#define KEYSTROKE(name) KEYSTROKE_BEGIN name KEYSTROKE_END

#endif
