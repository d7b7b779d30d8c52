<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>customer</name>
    <message>
        <source>You have asked very often. Please wait a moment.</source>
        <translation>Sie haben sehr oft gefragt. Bitte warten Sie einen Moment.</translation>
    </message>
    <message>
        <source>The shop does not answer right now.</source>
        <translation>Das Geschäft antwortet gerade nicht.</translation>
    </message>
    <message>
        <source>Please load this page again in a moment. Nothing is lost.</source>
        <translation>Bitte laden Sie diese Seite gleich noch einmal. Es ist nichts verloren.</translation>
    </message>
    <message>
        <source>There is no such payment.</source>
        <translation>Diese Zahlung gibt es nicht.</translation>
    </message>
    <message>
        <source>Please check the address of this page, or ask the shop.</source>
        <translation>Bitte prüfen Sie die Adresse dieser Seite, oder fragen Sie das Geschäft.</translation>
    </message>
    <message>
        <source>This form came from another site.</source>
        <translation>Dieses Formular kam von einer anderen Seite.</translation>
    </message>
    <message>
        <source>This could not be read. Please go back and try again.</source>
        <translation>Das war nicht lesbar. Bitte gehen Sie zurück und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Code of the page to claim on</source>
        <translation>Code der Seite für die Rückzahlung</translation>
    </message>
    <message>
        <source>The coin can be changed only before any money was seen.</source>
        <translation>Der Coin lässt sich nur ändern, solange kein Geld gesehen wurde.</translation>
    </message>
    <message>
        <source>{coin} is not available right now.</source>
        <translation>{coin} ist zurzeit nicht verfügbar.</translation>
    </message>
    <message>
        <source>This coin cannot be chosen now.</source>
        <translation>Dieser Coin kann jetzt nicht gewählt werden.</translation>
    </message>
    <message>
        <source>Sorry</source>
        <translation>Entschuldigung</translation>
    </message>
    <message>
        <source>This link is not valid.</source>
        <translation>Dieser Link ist ungültig.</translation>
    </message>
    <message>
        <source>Use the link on your receipt, or on the page of your payment.</source>
        <translation>Benutzen Sie den Link auf Ihrem Beleg oder auf der Seite Ihrer Zahlung.</translation>
    </message>
    <message>
        <source>{amount} on {network}</source>
        <translation>{amount} im Netzwerk {network}</translation>
    </message>
    <message>
        <source>On the {network} network</source>
        <translation>Im Netzwerk {network}</translation>
    </message>
    <message>
        <source>Is this your address?</source>
        <translation>Ist das Ihre Adresse?</translation>
    </message>
    <message>
        <source>Please check</source>
        <translation>Bitte prüfen</translation>
    </message>
    <message>
        <source>Where shall your money go?</source>
        <translation>Wohin soll Ihr Geld?</translation>
    </message>
    <message>
        <source>Money back</source>
        <translation>Rückzahlung</translation>
    </message>
    <message>
        <source>There is nothing to send back.</source>
        <translation>Es gibt nichts zurückzuzahlen.</translation>
    </message>
    <message>
        <source>This is not the PIN on your receipt.</source>
        <translation>Das ist nicht die PIN auf Ihrem Beleg.</translation>
    </message>
    <message>
        <source>Too many wrong PINs. Try again later.</source>
        <translation>Zu viele falsche PINs. Versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>This is the address that you paid to. Give one of your own.</source>
        <translation>Das ist die Adresse, an die Sie bezahlt haben. Geben Sie eine eigene an.</translation>
    </message>
    <message>
        <source>This address cannot be used.</source>
        <translation>Diese Adresse kann nicht verwendet werden.</translation>
    </message>
    <message>
        <source>An address was already given for this money. Please ask the shop.</source>
        <translation>Für dieses Geld wurde bereits eine Adresse angegeben. Bitte fragen Sie das Geschäft.</translation>
    </message>
    <message>
        <source>To pay</source>
        <translation>Zu bezahlen</translation>
    </message>
    <message>
        <source>Payment seen</source>
        <translation>Zahlung gesehen</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>Bezahlt</translation>
    </message>
    <message>
        <source>QR code to pay {amount}</source>
        <translation>QR-Code für die Zahlung von {amount}</translation>
    </message>
    <message>
        <source>Send only {coin} on the {network} network to this address.</source>
        <translation>Senden Sie an diese Adresse nur {coin} im Netzwerk {network}.</translation>
    </message>
    <message>
        <source>{rate}, fixed until {time}</source>
        <translation>{rate}, fest bis {time}</translation>
    </message>
    <message>
        <source>not available right now</source>
        <translation>zurzeit nicht verfügbar</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>How would you like to pay?</source>
        <translation>Wie möchten Sie bezahlen?</translation>
    </message>
    <message>
        <source>Choose a coin. The price is fixed for you.</source>
        <translation>Wählen Sie einen Coin. Der Preis steht für Sie fest.</translation>
    </message>
    <message>
        <source>Not available</source>
        <translation>Nicht verfügbar</translation>
    </message>
    <message>
        <source>If you have paid already, your payment will be found.</source>
        <translation>Wenn Sie schon bezahlt haben, wird Ihre Zahlung gefunden.</translation>
    </message>
    <message>
        <source>The time is over. One moment…</source>
        <translation>Die Zeit ist um. Einen Moment …</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Please pay {amount}.</source>
        <translation>Bitte bezahlen Sie {amount}.</translation>
    </message>
    <message>
        <source>Scan with your wallet.</source>
        <translation>Scannen Sie den Code mit Ihrer Wallet.</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>Wird geprüft</translation>
    </message>
    <message>
        <source>Please do not pay this code any more.</source>
        <translation>Bitte bezahlen Sie diesen Code nicht mehr.</translation>
    </message>
    <message>
        <source>We received {amount}. The time is over.</source>
        <translation>Wir haben {amount} erhalten. Die Zeit ist um.</translation>
    </message>
    <message>
        <source>Not enough yet</source>
        <translation>Noch nicht genug</translation>
    </message>
    <message>
        <source>We received {amount}. Please send the remaining {rest}.</source>
        <translation>Wir haben {amount} erhalten. Bitte senden Sie noch {rest}.</translation>
    </message>
    <message>
        <source>Scan with your wallet: this code asks for the rest only.</source>
        <translation>Scannen Sie mit Ihrer Wallet: Dieser Code verlangt nur noch den Rest.</translation>
    </message>
    <message>
        <source>Being confirmed: {n} of {m}</source>
        <translation>Wird bestätigt: {n} von {m}</translation>
    </message>
    <message>
        <source>Still being confirmed.</source>
        <translation>Wird noch bestätigt.</translation>
    </message>
    <message>
        <source>Payment seen. Thank you — please wait a moment.</source>
        <translation>Zahlung gesehen. Vielen Dank – einen Moment bitte.</translation>
    </message>
    <message>
        <source>You do not need to do anything more.</source>
        <translation>Sie müssen nichts weiter tun.</translation>
    </message>
    <message>
        <source>Paid. Thank you!</source>
        <translation>Bezahlt. Vielen Dank!</translation>
    </message>
    <message>
        <source>Paid. You sent {extra} more than needed.</source>
        <translation>Bezahlt. Sie haben {extra} zu viel gesendet.</translation>
    </message>
    <message>
        <source>You can have it sent back.</source>
        <translation>Sie können es sich zurücksenden lassen.</translation>
    </message>
    <message>
        <source>Paid. You sent {extra} more than needed — please ask us.</source>
        <translation>Bezahlt. Sie haben {extra} zu viel gesendet – bitte sprechen Sie uns an.</translation>
    </message>
    <message>
        <source>Payment arrived late. The shop has been told.</source>
        <translation>Die Zahlung kam zu spät an. Das Geschäft wurde benachrichtigt.</translation>
    </message>
    <message>
        <source>We received {amount}.</source>
        <translation>Wir haben {amount} erhalten.</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>This payment was cancelled. Please do not pay it any more.</source>
        <translation>Diese Zahlung wurde abgebrochen. Bitte bezahlen Sie sie nicht mehr.</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Abgelaufen</translation>
    </message>
    <message>
        <source>This code has expired. Please do not pay it any more.</source>
        <translation>Dieser Code ist abgelaufen. Bitte bezahlen Sie ihn nicht mehr.</translation>
    </message>
    <message>
        <source>Action needed</source>
        <translation>Bitte beachten</translation>
    </message>
    <message>
        <source>Not completed</source>
        <translation>Nicht abgeschlossen</translation>
    </message>
    <message>
        <source>Payment was not completed.</source>
        <translation>Die Zahlung wurde nicht abgeschlossen.</translation>
    </message>
    <message>
        <source>The payment that we saw was taken back. You can pay again with this code.</source>
        <translation>Die gesehene Zahlung wurde zurückgenommen. Sie können mit diesem Code noch einmal bezahlen.</translation>
    </message>
    <message>
        <source>We received {amount}, but {coin} was asked for.</source>
        <translation>Wir haben {amount} erhalten, verlangt war aber {coin}.</translation>
    </message>
    <message>
        <source>Please speak to the cashier.</source>
        <translation>Bitte wenden Sie sich an die Kasse.</translation>
    </message>
    <message>
        <source>Please contact the shop.</source>
        <translation>Bitte wenden Sie sich an das Geschäft.</translation>
    </message>
    <message>
        <source>{amount} goes back as soon as it is confirmed.</source>
        <translation>{amount} geht zurück, sobald es bestätigt ist.</translation>
    </message>
    <message>
        <source>Refund of {amount} is on its way.</source>
        <translation>Die Rückzahlung von {amount} ist unterwegs.</translation>
    </message>
    <message>
        <source>Refunded {amount}, tx {tx}</source>
        <translation>{amount} zurückgezahlt, Transaktion {tx}</translation>
    </message>
    <message>
        <source>{amount} is too small to send back: the network&apos;s fee would take all of it.</source>
        <translation>{amount} ist für eine Rückzahlung zu wenig: Die Gebühr des Netzwerks würde alles verbrauchen.</translation>
    </message>
    <message>
        <source>The refund of {amount} did not arrive. The shop has been told.</source>
        <translation>Die Rückzahlung von {amount} ist nicht angekommen. Das Geschäft wurde benachrichtigt.</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Betrag</translation>
    </message>
    <message>
        <source>Article</source>
        <translation>Artikel</translation>
    </message>
    <message>
        <source>Back to the payment</source>
        <translation>Zurück zur Zahlung</translation>
    </message>
    <message>
        <source>Back to the shop</source>
        <translation>Zurück zum Geschäft</translation>
    </message>
    <message>
        <source>Back to the shop in {seconds} s.</source>
        <translation>In {seconds} s geht es zurück zum Geschäft.</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Check the address</source>
        <translation>Adresse prüfen</translation>
    </message>
    <message>
        <source>Compare it with the one in your wallet. Money sent to a wrong address is lost.</source>
        <translation>Vergleichen Sie sie mit der in Ihrer Wallet. An eine falsche Adresse gesendetes Geld ist verloren.</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>Kopieren: Adresse</translation>
    </message>
    <message>
        <source>Copy the amount</source>
        <translation>Kopieren: Betrag</translation>
    </message>
    <message>
        <source>Get your money back</source>
        <translation>Geld zurückerhalten</translation>
    </message>
    <message>
        <source>How to pay</source>
        <translation>So bezahlen Sie</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Load this page again to see whether your payment has arrived.</source>
        <translation>Laden Sie diese Seite neu, um zu sehen, ob Ihre Zahlung angekommen ist.</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <source>No coin is available right now. Please try again in a moment.</source>
        <translation>Zurzeit ist kein Coin verfügbar. Bitte versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>Open in wallet</source>
        <translation>In der Wallet öffnen</translation>
    </message>
    <message>
        <source>Or scan this with the phone that has your wallet.</source>
        <translation>Oder scannen Sie dies mit dem Telefon, auf dem Ihre Wallet ist.</translation>
    </message>
    <message>
        <source>PIN on your receipt</source>
        <translation>PIN auf Ihrem Beleg</translation>
    </message>
    <message>
        <source>Paid to</source>
        <translation>Bezahlt an</translation>
    </message>
    <message>
        <source>Pay with</source>
        <translation>Bezahlen mit</translation>
    </message>
    <message>
        <source>Pay with another coin</source>
        <translation>Mit einem anderen Coin bezahlen</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>Zahlung</translation>
    </message>
    <message>
        <source>Practice money: this is a rehearsal. Send nothing real.</source>
        <translation>Übungsgeld: Das ist eine Probe. Senden Sie nichts Echtes.</translation>
    </message>
    <message>
        <source>Practice – not a receipt</source>
        <translation>Übung – kein Beleg</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Preis</translation>
    </message>
    <message>
        <source>Price fixed for</source>
        <translation>Der Preis gilt noch</translation>
    </message>
    <message>
        <source>Print or save</source>
        <translation>Drucken oder speichern</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Kurs</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Beleg</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Erhalten</translation>
    </message>
    <message>
        <source>Say where to send it</source>
        <translation>Adresse angeben</translation>
    </message>
    <message>
        <source>Send {amount} to this address?</source>
        <translation>{amount} an diese Adresse senden?</translation>
    </message>
    <message>
        <source>Show a wallet link (EIP-681) instead</source>
        <translation>Stattdessen Wallet-Link (EIP-681) zeigen</translation>
    </message>
    <message>
        <source>Show the address only</source>
        <translation>Nur die Adresse zeigen</translation>
    </message>
    <message>
        <source>Stay here</source>
        <translation>Hier bleiben</translation>
    </message>
    <message>
        <source>The connection was lost. Trying again…</source>
        <translation>Die Verbindung ist unterbrochen. Neuer Versuch …</translation>
    </message>
    <message>
        <source>The network&apos;s fee is taken off. What you name here is final: it can be given once.</source>
        <translation>Die Gebühr des Netzwerks wird abgezogen. Ihre Angabe ist endgültig: Sie ist nur einmal möglich.</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Time paused, payment seen</source>
        <translation>Zeit angehalten, Zahlung gesehen</translation>
    </message>
    <message>
        <source>To</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>Transaction</source>
        <translation>Transaktion</translation>
    </message>
    <message>
        <source>What you pay for</source>
        <translation>Wofür Sie bezahlen</translation>
    </message>
    <message>
        <source>Yes, send it there</source>
        <translation>Ja, dorthin senden</translation>
    </message>
    <message>
        <source>Your address on the {network} network</source>
        <translation>Ihre Adresse im Netzwerk {network}</translation>
    </message>
    <message>
        <source>Your order</source>
        <translation>Ihre Bestellung</translation>
    </message>
    <message>
        <source>{amount} can be sent back to you.</source>
        <translation>{amount} können an Sie zurückgehen.</translation>
    </message>
</context>
<context>
    <name>window</name>
    <message>
        <source>The new settings were taken back: {why}</source>
        <translation>Die neuen Einstellungen wurden zurückgenommen: {why}</translation>
    </message>
    <message>
        <source>The backup</source>
        <translation>Die Sicherung</translation>
    </message>
    <message>
        <source>Play money needs no backup</source>
        <translation>Übungsgeld braucht keine Sicherung</translation>
    </message>
    <message>
        <source>Choose a folder on another disk and a passphrase: Office, Backups.</source>
        <translation>Wählen Sie einen Ordner auf einem anderen Datenträger und eine Passphrase: Büro, Sicherungen.</translation>
    </message>
    <message>
        <source>There is none. If this disk dies, the records die.</source>
        <translation>Es gibt keine. Fällt dieser Datenträger aus, sind die Aufzeichnungen verloren.</translation>
    </message>
    <message>
        <source>See that its disk is there and not full, then make one: Office, Backups.</source>
        <translation>Sorgen Sie dafür, dass der Datenträger da und nicht voll ist, dann machen Sie eine: Büro, Sicherungen.</translation>
    </message>
    <message>
        <source>None was made yet.</source>
        <translation>Noch wurde keine gemacht.</translation>
    </message>
    <message>
        <source>The last one is {days} days old.</source>
        <translation>Die letzte ist {days} Tage alt.</translation>
    </message>
    <message>
        <source>The last one was not tried out.</source>
        <translation>Die letzte wurde nicht erprobt.</translation>
    </message>
    <message>
        <source>{megabytes} MB are free</source>
        <translation>{megabytes} MB sind frei</translation>
    </message>
    <message>
        <source>Room on the disk</source>
        <translation>Platz auf dem Datenträger</translation>
    </message>
    <message>
        <source>Delete what is not needed on this disk, or move the shop&apos;s folder to a larger one.</source>
        <translation>Löschen Sie, was hier nicht gebraucht wird, oder verschieben Sie den Ordner des Geschäfts auf einen größeren Datenträger.</translation>
    </message>
    <message>
        <source>The disk is full: {room}. Nothing can be sold without it.</source>
        <translation>Der Datenträger ist voll: {room}. Ohne Platz kann nichts verkauft werden.</translation>
    </message>
    <message>
        <source>The disk is nearly full: {room}.</source>
        <translation>Der Datenträger ist fast voll: {room}.</translation>
    </message>
    <message>
        <source>Size of the records: {megabytes} MB</source>
        <translation>Größe der Aufzeichnungen: {megabytes} MB</translation>
    </message>
    <message>
        <source>At the pace so far, the disk is full in {days} days.</source>
        <translation>Geht es so weiter, ist der Datenträger in {days} Tagen voll.</translation>
    </message>
    <message>
        <source>Move the shop&apos;s folder to a larger disk soon.</source>
        <translation>Verschieben Sie den Ordner des Geschäfts bald auf einen größeren Datenträger.</translation>
    </message>
    <message>
        <source>The shop&apos;s folder</source>
        <translation>Der Ordner des Geschäfts</translation>
    </message>
    <message>
        <source>There is no folder {folder}.</source>
        <translation>Es gibt keinen Ordner {folder}.</translation>
    </message>
    <message>
        <source>Plug in the disk it is on, or open Florin once to begin there, or bring a backup back with florin restore.</source>
        <translation>Schließen Sie seinen Datenträger an, oder öffnen Sie Florin einmal, um dort zu beginnen, oder holen Sie eine Sicherung mit florin restore zurück.</translation>
    </message>
    <message>
        <source>Writing into the shop&apos;s folder</source>
        <translation>Schreiben in den Ordner des Geschäfts</translation>
    </message>
    <message>
        <source>{path} cannot be written: {why}</source>
        <translation>{path} kann nicht geschrieben werden: {why}</translation>
    </message>
    <message>
        <source>Give your user the right to write there, and see that the disk is neither full nor mounted read-only.</source>
        <translation>Geben Sie Ihrem Benutzer das Recht, dort zu schreiben, und sorgen Sie dafür, dass der Datenträger weder voll noch nur lesbar ist.</translation>
    </message>
    <message>
        <source>Writing {name}</source>
        <translation>Schreiben von {name}</translation>
    </message>
    <message>
        <source>Give the file to your user and make it writable.</source>
        <translation>Übertragen Sie die Datei Ihrem Benutzer und machen Sie sie beschreibbar.</translation>
    </message>
    <message>
        <source>Secrecy of {name}</source>
        <translation>Geheimhaltung von {name}</translation>
    </message>
    <message>
        <source>Others who use this computer may read {path}.</source>
        <translation>Andere Benutzer dieses Rechners können {path} lesen.</translation>
    </message>
    <message>
        <source>Secrecy of the shop&apos;s files</source>
        <translation>Geheimhaltung der Dateien des Geschäfts</translation>
    </message>
    <message>
        <source>No coin is switched on yet</source>
        <translation>Noch ist kein Coin eingeschaltet</translation>
    </message>
    <message>
        <source>another program has it</source>
        <translation>ein anderes Programm hat ihn</translation>
    </message>
    <message>
        <source>The till is open, but does not answer at {listen}.</source>
        <translation>Die Kasse ist offen, antwortet aber nicht auf {listen}.</translation>
    </message>
    <message>
        <source>If it was started with --listen, all is well; else open it anew.</source>
        <translation>Wurde sie mit --listen gestartet, ist alles in Ordnung; sonst öffnen Sie sie neu.</translation>
    </message>
    <message>
        <source>{listen} cannot be opened: {why}</source>
        <translation>{listen} kann nicht geöffnet werden: {why}</translation>
    </message>
    <message>
        <source>End the other program, or choose another port: {key} in the settings. The counter sells without it.</source>
        <translation>Beenden Sie das andere Programm, oder wählen Sie einen anderen Port: {key} in den Einstellungen. Die Theke verkauft auch ohne ihn.</translation>
    </message>
    <message>
        <source>The door for online shops ({key})</source>
        <translation>Der Zugang für Onlineshops ({key})</translation>
    </message>
    <message>
        <source>by {name}, process {number}</source>
        <translation>von {name}, Prozess {number}</translation>
    </message>
    <message>
        <source>Must be mended</source>
        <translation>Muss behoben werden</translation>
    </message>
    <message>
        <source>Should be mended</source>
        <translation>Sollte behoben werden</translation>
    </message>
    <message>
        <source>Good to know</source>
        <translation>Gut zu wissen</translation>
    </message>
    <message>
        <source>All well</source>
        <translation>Alles in Ordnung</translation>
    </message>
    <message numerus="yes">
        <source>{n} thing to mend.|{n} things to mend.</source>
        <translation>
            <numerusform>{n} Punkt ist zu beheben.</numerusform>
            <numerusform>{n} Punkte sind zu beheben.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing to mend.</source>
        <translation>Nichts ist zu beheben.</translation>
    </message>
    <message>
        <source>The settings in {name}</source>
        <translation>Die Einstellungen in {name}</translation>
    </message>
    <message>
        <source>Correct it with any editor, or put {old} back, which is how it was before the last change.</source>
        <translation>Berichtigen Sie sie mit einem Editor, oder legen Sie {old} zurück, den Stand vor der letzten Änderung.</translation>
    </message>
    <message>
        <source>Correct it with any editor, or bring a backup back with florin restore.</source>
        <translation>Berichtigen Sie sie mit einem Editor, oder holen Sie eine Sicherung mit florin restore zurück.</translation>
    </message>
    <message>
        <source>See that this computer is online. A service that stays away can be switched off in [rates]; a rate can be set by hand at the till.</source>
        <translation>Sorgen Sie dafür, dass dieser Rechner online ist. Ein Dienst, der wegbleibt, lässt sich in [rates] ausschalten; ein Kurs lässt sich an der Kasse von Hand setzen.</translation>
    </message>
    <message>
        <source>See that this computer is online, that the node runs, and that its address and password in the settings are right.</source>
        <translation>Sorgen Sie dafür, dass dieser Rechner online ist, der Node läuft und seine Adresse und sein Passwort in den Einstellungen stimmen.</translation>
    </message>
    <message>
        <source>Correct the setting that is named, then look again.</source>
        <translation>Berichtigen Sie die genannte Einstellung, dann sehen Sie noch einmal nach.</translation>
    </message>
    <message>
        <source>What the settings ask for</source>
        <translation>Was die Einstellungen verlangen</translation>
    </message>
    <message>
        <source>This program: {version}</source>
        <translation>Dieses Programm: {version}</translation>
    </message>
    <message>
        <source>The database</source>
        <translation>Die Datenbank</translation>
    </message>
    <message>
        <source>The file florin.db is gone or empty, though this shop has run before.</source>
        <translation>Die Datei florin.db ist fort oder leer, obwohl dieses Geschäft schon lief.</translation>
    </message>
    <message>
        <source>Put it back, or bring the newest backup back with florin restore.</source>
        <translation>Legen Sie sie zurück, oder holen Sie die neueste Sicherung mit florin restore zurück.</translation>
    </message>
    <message>
        <source>The secret in {name}</source>
        <translation>Das Geheimnis in {name}</translation>
    </message>
    <message>
        <source>Put its backup back (florin restore). Only if there is none, delete it: the next start makes a new one, and what was signed before is not known any more.</source>
        <translation>Legen Sie seine Sicherung zurück (florin restore). Nur wenn es keine gibt, löschen Sie es: Der nächste Start macht ein neues, und was vorher signiert wurde, wird nicht mehr erkannt.</translation>
    </message>
    <message>
        <source>It cannot be read: {why}</source>
        <translation>Es kann nicht gelesen werden: {why}</translation>
    </message>
    <message>
        <source>It does not hold 64 hex digits.</source>
        <translation>Es enthält keine 64 Hex-Ziffern.</translation>
    </message>
    <message>
        <source>The log of the last day</source>
        <translation>Das Protokoll des letzten Tages</translation>
    </message>
    <message numerus="yes">
        <source>{n} error is in {name}.|{n} errors are in {name}.</source>
        <translation>
            <numerusform>{n} Fehler steht in {name}.</numerusform>
            <numerusform>{n} Fehler stehen in {name}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Make a support file (florin doctor --bundle FILE) and send it to whoever helps.</source>
        <translation>Machen Sie eine Support-Datei (florin doctor --bundle DATEI) und senden Sie sie dem, der hilft.</translation>
    </message>
    <message>
        <source>Give your user the right to read and write florin.db and its folder.</source>
        <translation>Geben Sie Ihrem Benutzer das Recht, florin.db und ihren Ordner zu lesen und zu schreiben.</translation>
    </message>
    <message>
        <source>Last written look at {chain}: block {height}, {when} UTC</source>
        <translation>Letzter aufgeschriebener Blick auf {chain}: Block {height}, {when} UTC</translation>
    </message>
    <message>
        <source>Unpaid addresses of the wallet {wallet}</source>
        <translation>Unbezahlte Adressen der Wallet {wallet}</translation>
    </message>
    <message>
        <source>{count} addresses in a row were shown and not paid.</source>
        <translation>{count} Adressen nacheinander wurden gezeigt und nicht bezahlt.</translation>
    </message>
    <message>
        <source>Set the gap limit of your own wallet program to {limit} or it does not see the money of the next customers (florin wallets tells how).</source>
        <translation>Setzen Sie das Gap-Limit Ihres eigenen Wallet-Programms auf {limit}, sonst sieht es das Geld der nächsten Kunden nicht (florin wallets sagt, wie).</translation>
    </message>
    <message>
        <source>Messages to online shops</source>
        <translation>Nachrichten an Onlineshops</translation>
    </message>
    <message numerus="yes">
        <source>{n} message could not be delivered so far, for {hours} hours.|{n} messages could not be delivered so far, the oldest for {hours} hours.</source>
        <translation>
            <numerusform>{n} Nachricht konnte bisher nicht zugestellt werden, seit {hours} Stunden.</numerusform>
            <numerusform>{n} Nachrichten konnten bisher nicht zugestellt werden, die älteste seit {hours} Stunden.</numerusform>
        </translation>
    </message>
    <message>
        <source>See in Orders what the shop&apos;s server answers; it is tried again for days by itself.</source>
        <translation>Sehen Sie unter „Vorgänge“, was der Server des Shops antwortet; es wird tagelang von selbst weiter versucht.</translation>
    </message>
    <message>
        <source>The file florin.db is damaged: {words}</source>
        <translation>Die Datei florin.db ist beschädigt: {words}</translation>
    </message>
    <message>
        <source>Close Florin, keep the file as it is, and bring the newest backup back with florin restore. Do not sell with it.</source>
        <translation>Schließen Sie Florin, lassen Sie die Datei, wie sie ist, und holen Sie die neueste Sicherung mit florin restore zurück. Verkaufen Sie nicht damit.</translation>
    </message>
    <message>
        <source>It was written by an older Florin.</source>
        <translation>Sie wurde von einem älteren Florin geschrieben.</translation>
    </message>
    <message>
        <source>Open the till once: that brings it up to date and keeps a copy of it.</source>
        <translation>Öffnen Sie die Kasse einmal: Das bringt sie auf den neuen Stand und behält eine Kopie.</translation>
    </message>
    <message>
        <source>It holds no records of Florin.</source>
        <translation>Sie enthält keine Aufzeichnungen von Florin.</translation>
    </message>
    <message>
        <source>It was written by a newer Florin.</source>
        <translation>Sie wurde von einem neueren Florin geschrieben.</translation>
    </message>
    <message>
        <source>Install the newest Florin, or bring a backup back with florin restore.</source>
        <translation>Installieren Sie das neueste Florin, oder holen Sie eine Sicherung mit florin restore zurück.</translation>
    </message>
    <message>
        <source>Writing down what happens</source>
        <translation>Aufschreiben, was geschieht</translation>
    </message>
    <message>
        <source>Mend what it says; the till goes on by itself.</source>
        <translation>Beheben Sie, was dort steht; die Kasse macht von selbst weiter.</translation>
    </message>
    <message>
        <source>{chain}, source {name}</source>
        <translation>{chain}, Quelle {name}</translation>
    </message>
    <message>
        <source>The others are enough while they answer. Take it out of the settings if this lasts.</source>
        <translation>Die anderen genügen, solange sie antworten. Nehmen Sie sie aus den Einstellungen, wenn es so bleibt.</translation>
    </message>
    <message>
        <source>The chain {chain}, block {height}</source>
        <translation>Die Chain {chain}, Block {height}</translation>
    </message>
    <message>
        <source>See that this computer is online and the node runs and has caught up. Until then its coins are not offered, and no open payment in them ends.</source>
        <translation>Sorgen Sie dafür, dass dieser Rechner online ist und der Node läuft und aufgeholt hat. Bis dahin werden seine Coins nicht angeboten, und keine offene Zahlung darin endet.</translation>
    </message>
    <message>
        <source>Its sources contradict each other: {why}</source>
        <translation>Ihre Quellen widersprechen sich: {why}</translation>
    </message>
    <message>
        <source>Take the source that lies out of the settings, or wait until they agree.</source>
        <translation>Nehmen Sie die Quelle, die lügt, aus den Einstellungen, oder warten Sie, bis sie übereinstimmen.</translation>
    </message>
    <message>
        <source>It cannot be seen: {why}</source>
        <translation>Sie ist nicht zu sehen: {why}</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>keine Antwort</translation>
    </message>
    <message>
        <source>{blocks} blocks behind</source>
        <translation>{blocks} Blöcke zurück</translation>
    </message>
    <message>
        <source>It lags: {why}</source>
        <translation>Sie hängt zurück: {why}</translation>
    </message>
    <message>
        <source>The last look was {seconds} seconds ago.</source>
        <translation>Der letzte Blick ist {seconds} Sekunden her.</translation>
    </message>
    <message>
        <source>It was not looked at yet.</source>
        <translation>Sie wurde noch nicht gelesen.</translation>
    </message>
    <message>
        <source>The rate of {pair}</source>
        <translation>Der Kurs {pair}</translation>
    </message>
    <message>
        <source>There is none, so the coin is not offered for prices.</source>
        <translation>Es gibt keinen, darum wird der Coin nicht für Preise angeboten.</translation>
    </message>
    <message>
        <source>It is {minutes} minutes old and not used.</source>
        <translation>Er ist {minutes} Minuten alt und wird nicht benutzt.</translation>
    </message>
    <message>
        <source>See that the rate services answer, or set a rate by the manager&apos;s PIN in Coins and networks.</source>
        <translation>Sorgen Sie dafür, dass die Kursdienste antworten, oder setzen Sie einen Kurs mit der PIN der Leitung unter „Coins und Netzwerke“.</translation>
    </message>
    <message>
        <source>The rate service {name}</source>
        <translation>Der Kursdienst {name}</translation>
    </message>
    <message>
        <source>It is asked again by itself. If it stays so, switch it off: {name} = false in [rates].</source>
        <translation>Er wird von selbst wieder gefragt. Bleibt es so, schalten Sie ihn aus: {name} = false in [rates].</translation>
    </message>
    <message>
        <source>The computer&apos;s clock</source>
        <translation>Die Uhr des Rechners</translation>
    </message>
    <message>
        <source>Nobody could be asked for the time.</source>
        <translation>Niemand konnte nach der Zeit gefragt werden.</translation>
    </message>
    <message>
        <source>Compare it with another clock yourself.</source>
        <translation>Vergleichen Sie sie selbst mit einer anderen Uhr.</translation>
    </message>
    <message>
        <source>Let the system set its clock by the network (time synchronisation), and see that the time zone is right. Prices and deadlines of invoices go by this clock.</source>
        <translation>Lassen Sie das System die Uhr über das Netz stellen (Zeitabgleich), und prüfen Sie die Zeitzone. Preise und Fristen der Rechnungen richten sich nach dieser Uhr.</translation>
    </message>
    <message>
        <source>It is {amount} ahead.</source>
        <translation>Sie geht {amount} vor.</translation>
    </message>
    <message>
        <source>It is {amount} behind.</source>
        <translation>Sie geht {amount} nach.</translation>
    </message>
    <message>
        <source>{days} days</source>
        <translation>{days} Tage</translation>
    </message>
    <message>
        <source>{hours} hours</source>
        <translation>{hours} Stunden</translation>
    </message>
    <message>
        <source>{minutes} minutes</source>
        <translation>{minutes} Minuten</translation>
    </message>
    <message>
        <source>{seconds} seconds</source>
        <translation>{seconds} Sekunden</translation>
    </message>
    <message>
        <source>Nothing was heard for a week: {why}.</source>
        <translation>Seit einer Woche war nichts zu hören: {why}.</translation>
    </message>
    <message>
        <source>See that this computer is online, and that url and key in [updates] are right.</source>
        <translation>Sorgen Sie dafür, dass dieser Rechner online ist und url und key in [updates] stimmen.</translation>
    </message>
    <message>
        <source>Newer versions of this program</source>
        <translation>Neuere Versionen dieses Programms</translation>
    </message>
    <message>
        <source>Florin found an error in itself and stopped. It was written to the log; start it again.</source>
        <translation>Florin hat einen Fehler in sich gefunden und angehalten. Er steht im Protokoll; starten Sie es neu.</translation>
    </message>
    <message>
        <source>Online shops cannot pay here: {why}</source>
        <translation>Onlineshops können hier nicht zahlen: {why}</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Payment seen</source>
        <translation>Zahlung gesehen</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>Bezahlt</translation>
    </message>
    <message>
        <source>Held. The payment waits under Pending.</source>
        <translation>Geparkt. Die Zahlung wartet unter „Offen“.</translation>
    </message>
    <message>
        <source>Refund: {why}</source>
        <translation>Rückzahlung: {why}</translation>
    </message>
    <message>
        <source>Accept anyway</source>
        <translation>Trotzdem annehmen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>OK   Enter</source>
        <translation>OK   Enter</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Percent</source>
        <translation>Prozent</translation>
    </message>
    <message>
        <source>In {currency}</source>
        <translation>In {currency}</translation>
    </message>
    <message>
        <source>Held sales</source>
        <translation>Geparkte Verkäufe</translation>
    </message>
    <message>
        <source>Recall {what}, {total}</source>
        <translation>Abrufen: {what}, {total}</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Beleg</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Money back: the customer scans this</source>
        <translation>Geld zurück: Der Kunde scannt diesen Code</translation>
    </message>
    <message>
        <source>PIN {pin}</source>
        <translation>PIN {pin}</translation>
    </message>
    <message>
        <source>Please stop and call for help: {why}</source>
        <translation>Bitte nicht weitermachen und Hilfe holen: {why}</translation>
    </message>
    <message>
        <source>Something went wrong in the till. It was written to the log.</source>
        <translation>In der Kasse ist etwas schiefgegangen. Es steht im Protokoll.</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Payments</source>
        <translation>Zahlungen</translation>
    </message>
    <message>
        <source>Decimal point</source>
        <translation>Dezimalzeichen</translation>
    </message>
    <message>
        <source>Delete the last digit</source>
        <translation>Letzte Ziffer löschen</translation>
    </message>
    <message>
        <source>Clear what was typed</source>
        <translation>Eingabe löschen</translation>
    </message>
    <message>
        <source>Times: the number typed is a quantity</source>
        <translation>Mal: Die eingegebene Zahl ist eine Menge</translation>
    </message>
    <message>
        <source>Add this amount to the sale</source>
        <translation>Diesen Betrag zum Verkauf hinzufügen</translation>
    </message>
    <message>
        <source>This list</source>
        <translation>Diese Liste</translation>
    </message>
    <message>
        <source>Search or scan</source>
        <translation>Suchen oder scannen</translation>
    </message>
    <message>
        <source>Type an amount</source>
        <translation>Betrag eingeben</translation>
    </message>
    <message>
        <source>Hold the sale</source>
        <translation>Verkauf parken</translation>
    </message>
    <message>
        <source>Recall a held sale</source>
        <translation>Geparkten Verkauf abrufen</translation>
    </message>
    <message>
        <source>Quantity of the line</source>
        <translation>Menge der Zeile</translation>
    </message>
    <message>
        <source>Discount on the line</source>
        <translation>Rabatt auf die Zeile</translation>
    </message>
    <message>
        <source>Discount on the sale</source>
        <translation>Rabatt auf den Verkauf</translation>
    </message>
    <message>
        <source>Charge</source>
        <translation>Kassieren</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>Undo (20 steps)</source>
        <translation>Rückgängig (20 Schritte)</translation>
    </message>
    <message>
        <source>Sell</source>
        <translation>Kasse</translation>
    </message>
    <message>
        <source>Pending payments</source>
        <translation>Offene Zahlungen</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Vorgänge</translation>
    </message>
    <message>
        <source>Office</source>
        <translation>Büro</translation>
    </message>
    <message>
        <source>Coins and networks</source>
        <translation>Coins und Netzwerke</translation>
    </message>
    <message>
        <source>Sound on or off</source>
        <translation>Ton an oder aus</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Entf</translation>
    </message>
    <message>
        <source>Remove the line</source>
        <translation>Zeile entfernen</translation>
    </message>
    <message>
        <source>Three of the next product (also * or x)</source>
        <translation>Drei vom nächsten Artikel (auch * oder x)</translation>
    </message>
    <message>
        <source>0…9  Enter</source>
        <translation>0…9  Enter</translation>
    </message>
    <message>
        <source>Add an amount</source>
        <translation>Betrag hinzufügen</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Do what the large button says</source>
        <translation>Tun, was die große Taste sagt</translation>
    </message>
    <message>
        <source>Rates</source>
        <translation>Kurse</translation>
    </message>
    <message>
        <source>Set rate…</source>
        <translation>Kurs setzen…</translation>
    </message>
    <message>
        <source>Set the rate of {coin}</source>
        <translation>Kurs von {coin} setzen</translation>
    </message>
    <message>
        <source>Online shop</source>
        <translation>Onlineshop</translation>
    </message>
    <message>
        <source>Sale {n}</source>
        <translation>Verkauf {n}</translation>
    </message>
    <message>
        <source>Counter</source>
        <translation>Kasse</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>Jetzt sichern</translation>
    </message>
    <message>
        <source>Set up…</source>
        <translation>Einrichten…</translation>
    </message>
    <message>
        <source>Switch off…</source>
        <translation>Ausschalten…</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>Sicherungen</translation>
    </message>
    <message>
        <source>When a machine dies</source>
        <translation>Wenn ein Rechner ausfällt</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern…</translation>
    </message>
    <message>
        <source>Making a backup, and opening it for a trial…</source>
        <translation>Eine Sicherung wird gemacht und zur Probe geöffnet…</translation>
    </message>
    <message>
        <source>Set up backups</source>
        <translation>Sicherungen einrichten</translation>
    </message>
    <message>
        <source>Folder, best on another disk or a stick</source>
        <translation>Ordner, am besten auf einem anderen Datenträger oder Stick</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Passphrase: four words or more</source>
        <translation>Passphrase: vier Wörter oder mehr</translation>
    </message>
    <message>
        <source>The same passphrase again</source>
        <translation>Dieselbe Passphrase noch einmal</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>Einrichten</translation>
    </message>
    <message>
        <source>Backups of the whole shop go to {folder}.</source>
        <translation>Sicherungen des ganzen Geschäfts gehen nach {folder}.</translation>
    </message>
    <message>
        <source>Switch backups off?</source>
        <translation>Sicherungen ausschalten?</translation>
    </message>
    <message>
        <source>No more are made. Those that there are stay where they are.</source>
        <translation>Es werden keine mehr gemacht. Die vorhandenen bleiben, wo sie sind.</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>Ausschalten</translation>
    </message>
    <message>
        <source>Go through the set-up</source>
        <translation>Einrichtung durchgehen</translation>
    </message>
    <message>
        <source>Set-up</source>
        <translation>Einrichtung</translation>
    </message>
    <message>
        <source>What is left to do before customers come. Everything can wait.</source>
        <translation>Was noch zu tun ist, bevor Kunden kommen. Alles kann warten.</translation>
    </message>
    <message>
        <source>Everything is set up.</source>
        <translation>Alles ist eingerichtet.</translation>
    </message>
    <message>
        <source>Do it</source>
        <translation>Erledigen</translation>
    </message>
    <message>
        <source>Make a key for it…</source>
        <translation>Schlüssel dafür erstellen…</translation>
    </message>
    <message>
        <source>Connect a shop</source>
        <translation>Shop anbinden</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Neu prüfen</translation>
    </message>
    <message>
        <source>Save support file…</source>
        <translation>Support-Datei…</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>Gespeichert: {file}</translation>
    </message>
    <message>
        <source>Replace…</source>
        <translation>Ersetzen…</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>On</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Change a webhook</source>
        <translation>Webhook ändern</translation>
    </message>
    <message>
        <source>Switched on</source>
        <translation>Eingeschaltet</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>New API key</source>
        <translation>Neuer API-Schlüssel</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Widerrufen</translation>
    </message>
    <message>
        <source>New webhook</source>
        <translation>Neuer Webhook</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Send test</source>
        <translation>Test senden</translation>
    </message>
    <message>
        <source>Send a test to {url}</source>
        <translation>Test an {url} senden</translation>
    </message>
    <message>
        <source>Log…</source>
        <translation>Protokoll…</translation>
    </message>
    <message>
        <source>What was sent to {url}</source>
        <translation>Was an {url} gesendet wurde</translation>
    </message>
    <message>
        <source>Change {url}</source>
        <translation>{url} ändern</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
    <message>
        <source>Remove {url}</source>
        <translation>{url} entfernen</translation>
    </message>
    <message>
        <source>Office, online shop</source>
        <translation>Büro, Onlineshop</translation>
    </message>
    <message>
        <source>API keys</source>
        <translation>API-Schlüssel</translation>
    </message>
    <message>
        <source>New key…</source>
        <translation>Neuer Schlüssel…</translation>
    </message>
    <message>
        <source>Webhooks</source>
        <translation>Webhooks</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>Hinzufügen…</translation>
    </message>
    <message>
        <source>Add a webhook</source>
        <translation>Webhook hinzufügen</translation>
    </message>
    <message>
        <source>Revoke {name}</source>
        <translation>{name} widerrufen</translation>
    </message>
    <message>
        <source>Revoke…</source>
        <translation>Widerrufen…</translation>
    </message>
    <message>
        <source>Pages of the office</source>
        <translation>Seiten des Büros</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Undo all</source>
        <translation>Alles zurück</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Try every connection with these settings</source>
        <translation>Jede Verbindung mit diesen Einstellungen versuchen</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
    <message>
        <source>Coin to add</source>
        <translation>Coin zum Hinzufügen</translation>
    </message>
    <message>
        <source>Add coin</source>
        <translation>Coin hinzufügen</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>It is taken out with the next save.</source>
        <translation>Es wird mit dem nächsten Speichern entfernt.</translation>
    </message>
    <message>
        <source>Save the settings</source>
        <translation>Einstellungen speichern</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Trying every connection…</source>
        <translation>Jede Verbindung wird versucht…</translation>
    </message>
    <message>
        <source>Make the key</source>
        <translation>Schlüssel erstellen</translation>
    </message>
    <message>
        <source>Name of the shop</source>
        <translation>Name des Geschäfts</translation>
    </message>
    <message>
        <source>I have kept it</source>
        <translation>Ich habe sie aufbewahrt</translation>
    </message>
    <message>
        <source>Sent to the shop</source>
        <translation>An den Shop gesendet</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Erneut senden</translation>
    </message>
    <message>
        <source>Send again: {title}</source>
        <translation>Erneut senden: {title}</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Needs action</source>
        <translation>Zu klären</translation>
    </message>
    <message>
        <source>Money back</source>
        <translation>Rückzahlungen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Abgelaufen</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Vorgang</translation>
    </message>
    <message>
        <source>Back  Esc</source>
        <translation>Zurück  Esc</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>Zurück zur Liste</translation>
    </message>
    <message>
        <source>Pick an order to see its story.</source>
        <translation>Wählen Sie einen Vorgang, um seinen Verlauf zu sehen.</translation>
    </message>
    <message>
        <source>Money received</source>
        <translation>Eingegangenes Geld</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Told to the online shop</source>
        <translation>Dem Onlineshop gemeldet</translation>
    </message>
    <message>
        <source>Show payment</source>
        <translation>Zahlung zeigen</translation>
    </message>
    <message>
        <source>{amount} goes back once an address is known.</source>
        <translation>{amount} wird zurückgezahlt, sobald eine Adresse bekannt ist.</translation>
    </message>
    <message>
        <source>Refund address…</source>
        <translation>Rückzahlungsadresse…</translation>
    </message>
    <message>
        <source>Because it</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Search id, address, transaction or product   F2</source>
        <translation>Nummer, Adresse, Transaktion oder Artikel suchen   F2</translation>
    </message>
    <message>
        <source>Search orders</source>
        <translation>Vorgänge suchen</translation>
    </message>
    <message>
        <source>No orders here</source>
        <translation>Hier sind keine Vorgänge</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>Mehr zeigen</translation>
    </message>
    <message>
        <source>Pay this refund from your own wallet</source>
        <translation>Aus der eigenen Wallet zurückzahlen</translation>
    </message>
    <message>
        <source>Your wallet takes the network&apos;s fee from the shop, or off the amount, as you set it.</source>
        <translation>Ihre Wallet nimmt die Netzwerkgebühr vom Geschäft oder zieht sie vom Betrag ab, je nach Einstellung.</translation>
    </message>
    <message>
        <source>I have paid it…</source>
        <translation>Ich habe bezahlt…</translation>
    </message>
    <message>
        <source>{amount} go back to {address}.</source>
        <translation>{amount} wird an {address} zurückgezahlt.</translation>
    </message>
    <message>
        <source>It is planned anew, and sent like any other.</source>
        <translation>Sie wird neu geplant und wie jede andere gesendet.</translation>
    </message>
    <message>
        <source>Refund address</source>
        <translation>Rückzahlungsadresse</translation>
    </message>
    <message>
        <source>Scan or paste the address that the customer gave you.</source>
        <translation>Scannen Sie die Adresse, die Ihnen der Kunde gegeben hat, oder fügen Sie sie ein.</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>The money goes back to {address}.</source>
        <translation>Das Geld geht an {address} zurück.</translation>
    </message>
    <message>
        <source>The refund counts as paid by {txid}.</source>
        <translation>Die Rückzahlung gilt als bezahlt durch {txid}.</translation>
    </message>
    <message>
        <source>Which transaction paid it?</source>
        <translation>Mit welcher Transaktion wurde sie bezahlt?</translation>
    </message>
    <message>
        <source>Your wallet shows its id. On most networks the till finds it by itself.</source>
        <translation>Ihre Wallet zeigt die Transaktionsnummer. In den meisten Netzwerken findet die Kasse sie von selbst.</translation>
    </message>
    <message>
        <source>Unlock the refund wallet</source>
        <translation>Rückzahlungs-Wallet entsperren</translation>
    </message>
    <message>
        <source>Its passphrase is needed once after each start.</source>
        <translation>Die Passphrase wird nach jedem Start einmal gebraucht.</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
    <message>
        <source>Cancelled. The address stays watched.</source>
        <translation>Abgebrochen. Die Adresse wird weiter beobachtet.</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>Zahlung</translation>
    </message>
    <message>
        <source>New sale in {seconds}</source>
        <translation>Neuer Verkauf in {seconds}</translation>
    </message>
    <message>
        <source>Code to pay {amount} {coin} to {address}</source>
        <translation>Code für {amount} {coin} an {address}</translation>
    </message>
    <message>
        <source>{deed}   Enter</source>
        <translation>{deed}   Enter</translation>
    </message>
    <message>
        <source>Back (Esc)</source>
        <translation>Zurück (Esc)</translation>
    </message>
    <message>
        <source>Tap to enlarge</source>
        <translation>Zum Vergrößern antippen</translation>
    </message>
    <message>
        <source>Copy the amount</source>
        <translation>Betrag kopieren</translation>
    </message>
    <message>
        <source>The amount was copied</source>
        <translation>Der Betrag wurde kopiert</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>The address was copied</source>
        <translation>Die Adresse wurde kopiert</translation>
    </message>
    <message>
        <source>Wallet link</source>
        <translation>Wallet-Link</translation>
    </message>
    <message>
        <source>Put the amount into the code, for wallets that understand it</source>
        <translation>Den Betrag in den Code aufnehmen, für Wallets, die das verstehen</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Warten</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>Gesehen</translation>
    </message>
    <message>
        <source>Show payment   Enter</source>
        <translation>Zahlung zeigen   Enter</translation>
    </message>
    <message numerus="yes">
        <source>{n} open|{n} open</source>
        <translation>
            <numerusform>{n} offen</numerusform>
            <numerusform>{n} offen</numerusform>
        </translation>
    </message>
    <message>
        <source>No payment is waiting.
A held payment appears here.</source>
        <translation>Keine Zahlung wartet.
Eine geparkte Zahlung erscheint hier.</translation>
    </message>
    <message>
        <source>Choose the shop&apos;s PIN first, in the set-up assistant: without one anybody at the till could change where the money goes.</source>
        <translation>Wählen Sie zuerst im Einrichtungsassistenten die PIN des Geschäfts: Ohne sie könnte jeder an der Kasse ändern, wohin das Geld geht.</translation>
    </message>
    <message>
        <source>Forgotten?</source>
        <translation>Vergessen?</translation>
    </message>
    <message numerus="yes">
        <source>{n} digit typed|{n} digits typed</source>
        <translation>
            <numerusform>{n} Ziffer eingegeben</numerusform>
            <numerusform>{n} Ziffern eingegeben</numerusform>
        </translation>
    </message>
    <message>
        <source>Manager&apos;s PIN</source>
        <translation>PIN der Leitung</translation>
    </message>
    <message>
        <source>Choose a manager&apos;s PIN: 4 to 8 digits</source>
        <translation>PIN der Leitung wählen: 4 bis 8 Ziffern</translation>
    </message>
    <message>
        <source>The new PIN is set. Type it to go on. Then make a new recovery sheet.</source>
        <translation>Die neue PIN ist gesetzt. Geben Sie sie ein, um weiterzumachen. Machen Sie danach ein neues Notfallblatt.</translation>
    </message>
    <message>
        <source>Pay
exactly</source>
        <translation>Genau
zahlen</translation>
    </message>
    <message>
        <source>Pay too
little</source>
        <translation>Zu wenig
zahlen</translation>
    </message>
    <message>
        <source>Pay too
much</source>
        <translation>Zu viel
zahlen</translation>
    </message>
    <message>
        <source>Pay in
two parts</source>
        <translation>In zwei
Teilen</translation>
    </message>
    <message>
        <source>Pay too
late</source>
        <translation>Zu spät
zahlen</translation>
    </message>
    <message>
        <source>Customer&apos;s phone</source>
        <translation>Telefon des Kunden</translation>
    </message>
    <message>
        <source>Double-
spend it</source>
        <translation>Doppelt
ausgeben</translation>
    </message>
    <message>
        <source>Make
a block</source>
        <translation>Block
erzeugen</translation>
    </message>
    <message>
        <source>Network
off</source>
        <translation>Netzwerk
aus</translation>
    </message>
    <message>
        <source>Customer: {deed}</source>
        <translation>Kunde: {deed}</translation>
    </message>
    <message>
        <source>The customer pays in {duration}, after the time is over</source>
        <translation>Der Kunde zahlt in {duration}, nach Ablauf der Zeit</translation>
    </message>
    <message>
        <source>Block {height} was made</source>
        <translation>Block {height} wurde erzeugt</translation>
    </message>
    <message>
        <source>Florin {version} came out on {date}.</source>
        <translation>Florin {version} ist am {date} erschienen.</translation>
    </message>
    <message>
        <source>Download it where you got this one, and compare its checksum. Nothing is installed by itself.</source>
        <translation>Laden Sie es von dort, woher Sie dieses haben, und vergleichen Sie die Prüfsumme. Nichts wird von selbst installiert.</translation>
    </message>
    <message>
        <source>A backup holds everything: sales, payments, settings and the keys of this shop, sealed with your passphrase. It is made every day while the till is open, and each one is opened again for a rehearsal.</source>
        <translation>Eine Sicherung enthält alles: Verkäufe, Zahlungen, Einstellungen und die Schlüssel dieses Geschäfts, versiegelt mit Ihrer Passphrase. Sie entsteht täglich, solange die Kasse offen ist, und jede wird zur Probe wieder geöffnet.</translation>
    </message>
    <message>
        <source>Install Florin on the new machine and choose “Restore a backup” in its set-up, or run “florin restore FILE”. It asks for the passphrase, and selling goes on within minutes.</source>
        <translation>Installieren Sie Florin auf dem neuen Rechner und wählen Sie in der Einrichtung „Eine Sicherung zurückholen“, oder rufen Sie „florin restore DATEI“ auf. Es fragt nach der Passphrase, und der Verkauf geht binnen Minuten weiter.</translation>
    </message>
    <message>
        <source>Nobody can recover this passphrase: not this machine, not the makers of Florin. Write it down and keep it away from the backups.</source>
        <translation>Niemand kann diese Passphrase wiederfinden: weder dieser Rechner noch die Macher von Florin. Schreiben Sie sie auf und bewahren Sie sie getrennt von den Sicherungen auf.</translation>
    </message>
    <message>
        <source>No backup is made: if this machine dies, its sales and settings are lost.</source>
        <translation>Es wird keine Sicherung gemacht: Fällt dieser Rechner aus, sind seine Verkäufe und Einstellungen verloren.</translation>
    </message>
    <message>
        <source>Practice money needs no backup. They can be set up in your own shop.</source>
        <translation>Übungsgeld braucht keine Sicherung. Sicherungen lassen sich in Ihrem eigenen Geschäft einrichten.</translation>
    </message>
    <message>
        <source>The first backup is not made yet.</source>
        <translation>Die erste Sicherung ist noch nicht gemacht.</translation>
    </message>
    <message>
        <source>The two passphrases are not the same.</source>
        <translation>Die beiden Passphrasen sind nicht gleich.</translation>
    </message>
    <message>
        <source>This passphrase is too easy to guess: use four words or more.</source>
        <translation>Diese Passphrase ist zu leicht zu erraten: Nehmen Sie vier Wörter oder mehr.</translation>
    </message>
    <message>
        <source>Choose a folder first.</source>
        <translation>Wählen Sie zuerst einen Ordner.</translation>
    </message>
    <message>
        <source>What is looked at, and how to mend what is wrong.</source>
        <translation>Was geprüft wird und wie zu beheben ist, was nicht stimmt.</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Wird geprüft…</translation>
    </message>
    <message>
        <source>Nothing is wrong.</source>
        <translation>Alles ist in Ordnung.</translation>
    </message>
    <message>
        <source>Folder: {folder}</source>
        <translation>Ordner: {folder}</translation>
    </message>
    <message>
        <source>Newest file: {file}</source>
        <translation>Neueste Datei: {file}</translation>
    </message>
    <message>
        <source>Last backup {day}</source>
        <translation>Letzte Sicherung {day}</translation>
    </message>
    <message>
        <source>not rehearsed yet</source>
        <translation>noch nicht erprobt</translation>
    </message>
    <message>
        <source>rehearsed {day}</source>
        <translation>erprobt {day}</translation>
    </message>
    <message>
        <source>Too easy to guess</source>
        <translation>Zu leicht zu erraten</translation>
    </message>
    <message>
        <source>Fair</source>
        <translation>Mäßig</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Gut</translation>
    </message>
    <message>
        <source>Strong</source>
        <translation>Stark</translation>
    </message>
    <message>
        <source>Subtotal</source>
        <translation>Zwischensumme</translation>
    </message>
    <message>
        <source>incl. tax {percent}</source>
        <translation>inkl. {percent} MwSt.</translation>
    </message>
    <message>
        <source>Charge {price}</source>
        <translation>Kassieren {price}</translation>
    </message>
    <message numerus="yes">
        <source>{n} line|{n} lines</source>
        <translation>
            <numerusform>{n} Zeile</numerusform>
            <numerusform>{n} Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>Leer</translation>
    </message>
    <message>
        <source>each {price}</source>
        <translation>je {price}</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>Rabatt</translation>
    </message>
    <message>
        <source>Discount {percent}</source>
        <translation>Rabatt {percent}</translation>
    </message>
    <message>
        <source>spent elsewhere, too</source>
        <translation>auch anderswo ausgegeben</translation>
    </message>
    <message>
        <source>locked by its sender</source>
        <translation>vom Absender gesperrt</translation>
    </message>
    <message>
        <source>can never be spent</source>
        <translation>kann nie ausgegeben werden</translation>
    </message>
    <message>
        <source>replaceable by its sender</source>
        <translation>vom Absender ersetzbar</translation>
    </message>
    <message>
        <source>made of money that is unconfirmed itself</source>
        <translation>aus Geld, das selbst unbestätigt ist</translation>
    </message>
    <message>
        <source>not carried out yet</source>
        <translation>noch nicht ausgeführt</translation>
    </message>
    <message>
        <source>told by one server only</source>
        <translation>nur von einem Server gemeldet</translation>
    </message>
    <message>
        <source>low fee</source>
        <translation>niedrige Gebühr</translation>
    </message>
    <message numerus="yes">
        <source>{n} confirmation|{n} confirmations</source>
        <translation>
            <numerusform>{n} Bestätigung</numerusform>
            <numerusform>{n} Bestätigungen</numerusform>
        </translation>
    </message>
    <message>
        <source>tx {tx}</source>
        <translation>Tx {tx}</translation>
    </message>
    <message>
        <source>Paid, too much</source>
        <translation>Bezahlt, zu viel</translation>
    </message>
    <message>
        <source>Paid, {extra} too much</source>
        <translation>Bezahlt, {extra} zu viel</translation>
    </message>
    <message>
        <source>Refund failed</source>
        <translation>Rückzahlung gescheitert</translation>
    </message>
    <message>
        <source>Paid, refund of {amount} did not arrive</source>
        <translation>Bezahlt, Rückzahlung von {amount} nicht angekommen</translation>
    </message>
    <message>
        <source>Paid {total}</source>
        <translation>Bezahlt {total}</translation>
    </message>
    <message>
        <source>Accepted before confirmation by {who}.</source>
        <translation>Vor der Bestätigung angenommen von {who}.</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Angenommen</translation>
    </message>
    <message>
        <source>Late payment</source>
        <translation>Späte Zahlung</translation>
    </message>
    <message>
        <source>Late payment of {late}</source>
        <translation>Späte Zahlung von {late}</translation>
    </message>
    <message>
        <source>It came after the time was over.</source>
        <translation>Sie kam nach Ablauf der Zeit.</translation>
    </message>
    <message>
        <source>Part-paid, time over</source>
        <translation>Teilzahlung, Zeit abgelaufen</translation>
    </message>
    <message>
        <source>Received {got}.</source>
        <translation>{got} erhalten.</translation>
    </message>
    <message>
        <source>A payment was seen, then replaced or double-spent.</source>
        <translation>Eine Zahlung wurde gesehen, dann ersetzt oder doppelt ausgegeben.</translation>
    </message>
    <message>
        <source>The rate is no longer valid. The customer must not pay this code any more.</source>
        <translation>Der Kurs gilt nicht mehr. Der Kunde darf diesen Code nicht mehr bezahlen.</translation>
    </message>
    <message>
        <source>Time over, payment replaced</source>
        <translation>Zeit abgelaufen, Zahlung ersetzt</translation>
    </message>
    <message>
        <source>Time over, nothing received</source>
        <translation>Zeit abgelaufen, nichts erhalten</translation>
    </message>
    <message>
        <source>Paid after cancel</source>
        <translation>Nach Abbruch bezahlt</translation>
    </message>
    <message>
        <source>{late} came after the cancel</source>
        <translation>{late} kam nach dem Abbruch</translation>
    </message>
    <message>
        <source>Nothing was handed over?</source>
        <translation>Wurde nichts übergeben?</translation>
    </message>
    <message>
        <source>Cancelled by {who}</source>
        <translation>Abgebrochen von {who}</translation>
    </message>
    <message>
        <source>At {at}. The address stays watched.</source>
        <translation>Um {at}. Die Adresse wird weiter beobachtet.</translation>
    </message>
    <message>
        <source>Accept it as full payment, or let it go back and make a new code.</source>
        <translation>Nehmen Sie es als volle Zahlung an, oder lassen Sie es zurückgehen und erstellen Sie einen neuen Code.</translation>
    </message>
    <message>
        <source>{duration} ago</source>
        <translation>vor {duration}</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n} s</translation>
    </message>
    <message>
        <source>{n} d</source>
        <translation>{n} d</translation>
    </message>
    <message>
        <source>{n} h</source>
        <translation>{n} h</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} min</translation>
    </message>
    <message>
        <source>At the till</source>
        <translation>An der Kasse</translation>
    </message>
    <message>
        <source>For the owner</source>
        <translation>Für Inhaber</translation>
    </message>
    <message>
        <source>Money that does not fit</source>
        <translation>Geld, das nicht passt</translation>
    </message>
    <message>
        <source>For shop developers</source>
        <translation>Für Shop-Entwickler</translation>
    </message>
    <message>
        <source>Installing</source>
        <translation>Installation</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>About Florin</source>
        <translation>Über Florin</translation>
    </message>
    <message numerus="yes">
        <source>{n} network|{n} networks</source>
        <translation>
            <numerusform>{n} Netzwerk</numerusform>
            <numerusform>{n} Netzwerke</numerusform>
        </translation>
    </message>
    <message>
        <source>Fixed rates</source>
        <translation>Feste Kurse</translation>
    </message>
    <message>
        <source>Practice prices</source>
        <translation>Übungspreise</translation>
    </message>
    <message>
        <source>No rates</source>
        <translation>Keine Kurse</translation>
    </message>
    <message>
        <source>Rates {age} – too old</source>
        <translation>Kurse {age} – zu alt</translation>
    </message>
    <message>
        <source>Rates {age} old</source>
        <translation>Kurse {age} alt</translation>
    </message>
    <message>
        <source>A rate is missing</source>
        <translation>Ein Kurs fehlt</translation>
    </message>
    <message>
        <source>Rates {age}</source>
        <translation>Kurse {age}</translation>
    </message>
    <message>
        <source>Rates now</source>
        <translation>Kurse aktuell</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>WARNING: payment was replaced or double-spent</source>
        <translation>WARNUNG: Zahlung wurde ersetzt oder doppelt ausgegeben</translation>
    </message>
    <message>
        <source>Do not hand over goods.</source>
        <translation>Keine Ware übergeben.</translation>
    </message>
    <message>
        <source>The customer may pay again with this code.</source>
        <translation>Der Kunde kann mit diesem Code noch einmal zahlen.</translation>
    </message>
    <message>
        <source>Call the manager.</source>
        <translation>Rufen Sie die Leitung.</translation>
    </message>
    <message>
        <source>Payment replaced</source>
        <translation>Zahlung ersetzt</translation>
    </message>
    <message>
        <source>It was called paid after its confirmations.</source>
        <translation>Sie galt nach ihren Bestätigungen als bezahlt.</translation>
    </message>
    <message>
        <source>It was called paid as soon as it was seen.</source>
        <translation>Sie galt als bezahlt, sobald sie gesehen wurde.</translation>
    </message>
    <message>
        <source>Do not hand over goods that are still here. Call the manager.</source>
        <translation>Geben Sie Ware, die noch hier ist, nicht heraus. Rufen Sie die Leitung.</translation>
    </message>
    <message>
        <source>Paid, double-spent</source>
        <translation>Bezahlt, doppelt ausgegeben</translation>
    </message>
    <message>
        <source>Paid, money gone</source>
        <translation>Bezahlt, Geld fort</translation>
    </message>
    <message>
        <source>WARNING: the payment left the chain</source>
        <translation>WARNUNG: Die Zahlung ist aus der Chain verschwunden</translation>
    </message>
    <message>
        <source>It does not count: {payments}.</source>
        <translation>Es zählt nicht: {payments}.</translation>
    </message>
    <message>
        <source>Ask for another payment, or call the manager.</source>
        <translation>Bitten Sie um eine andere Zahlung, oder rufen Sie die Leitung.</translation>
    </message>
    <message>
        <source>Not spendable</source>
        <translation>Nicht verwendbar</translation>
    </message>
    <message>
        <source>What came cannot be spent</source>
        <translation>Was kam, kann nicht ausgegeben werden</translation>
    </message>
    <message>
        <source>Approve…</source>
        <translation>Freigeben…</translation>
    </message>
    <message>
        <source>Pay by hand…</source>
        <translation>Von Hand zahlen…</translation>
    </message>
    <message>
        <source>Try again…</source>
        <translation>Noch einmal…</translation>
    </message>
    <message>
        <source>It was sent…</source>
        <translation>Wurde gesendet…</translation>
    </message>
    <message>
        <source>Unlock…</source>
        <translation>Entsperren…</translation>
    </message>
    <message>
        <source>came late</source>
        <translation>kam zu spät</translation>
    </message>
    <message>
        <source>was too little</source>
        <translation>war zu wenig</translation>
    </message>
    <message>
        <source>was too much</source>
        <translation>war zu viel</translation>
    </message>
    <message>
        <source>was the wrong coin</source>
        <translation>war der falsche Coin</translation>
    </message>
    <message>
        <source>Waiting to be sent</source>
        <translation>Wartet auf das Senden</translation>
    </message>
    <message>
        <source>On its way</source>
        <translation>Unterwegs</translation>
    </message>
    <message>
        <source>Refunded</source>
        <translation>Zurückgezahlt</translation>
    </message>
    <message>
        <source>Smaller than its fee, not sent</source>
        <translation>Kleiner als die Gebühr, nicht gesendet</translation>
    </message>
    <message>
        <source>Did not arrive</source>
        <translation>Nicht angekommen</translation>
    </message>
    <message>
        <source>Needs an address: {amount}</source>
        <translation>Braucht eine Adresse: {amount}</translation>
    </message>
    <message>
        <source>Refund of {amount} did not arrive</source>
        <translation>Rückzahlung von {amount} ist nicht angekommen</translation>
    </message>
    <message>
        <source>Refund of {amount} waiting to be sent</source>
        <translation>Rückzahlung von {amount} wartet auf das Senden</translation>
    </message>
    <message>
        <source>Refund of {amount} is on its way</source>
        <translation>Rückzahlung von {amount} ist unterwegs</translation>
    </message>
    <message>
        <source>{amount} is too little to send back</source>
        <translation>{amount} ist zu wenig zum Zurückzahlen</translation>
    </message>
    <message>
        <source>Refunded {amount}</source>
        <translation>{amount} zurückgezahlt</translation>
    </message>
    <message>
        <source>Try again under Orders.</source>
        <translation>Versuchen Sie es unter „Vorgänge“ noch einmal.</translation>
    </message>
    <message>
        <source>The network&apos;s fee would eat it. It stays with the shop, written down.</source>
        <translation>Die Netzwerkgebühr würde es aufzehren. Es bleibt beim Geschäft und ist vermerkt.</translation>
    </message>
    <message>
        <source>To {tx}</source>
        <translation>An {tx}</translation>
    </message>
    <message>
        <source>To</source>
        <translation>An</translation>
    </message>
    <message>
        <source>{to} (the sender)</source>
        <translation>{to} (der Absender)</translation>
    </message>
    <message>
        <source>Fee</source>
        <translation>Gebühr</translation>
    </message>
    <message>
        <source>{amount}, taken off</source>
        <translation>{amount}, abgezogen</translation>
    </message>
    <message>
        <source>Transaction</source>
        <translation>Transaktion</translation>
    </message>
    <message>
        <source>Paid by</source>
        <translation>Bezahlt von</translation>
    </message>
    <message>
        <source>your own wallet; try again only if it did not pay</source>
        <translation>Ihrer eigenen Wallet; versuchen Sie es nur noch einmal, wenn sie nicht gezahlt hat</translation>
    </message>
    <message>
        <source>Approved by</source>
        <translation>Freigegeben von</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Waits</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Not looked yet</source>
        <translation>Noch nicht gelesen</translation>
    </message>
    <message>
        <source>{title} not looked yet</source>
        <translation>{title} noch nicht gelesen</translation>
    </message>
    <message>
        <source>Servers disagree: not believed</source>
        <translation>Server widersprechen sich: kein Vertrauen</translation>
    </message>
    <message>
        <source>{title}: servers disagree</source>
        <translation>{title}: Server widersprechen sich</translation>
    </message>
    <message>
        <source>Stands still: no new block</source>
        <translation>Steht still: kein neuer Block</translation>
    </message>
    <message>
        <source>{title} stands still</source>
        <translation>{title} steht still</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>{title} offline</source>
        <translation>{title} offline</translation>
    </message>
    <message>
        <source>block {height} of {head}</source>
        <translation>Block {height} von {head}</translation>
    </message>
    <message>
        <source>Catching up: {blocks}</source>
        <translation>Holt auf: {blocks}</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Verbunden</translation>
    </message>
    <message>
        <source>not looked yet</source>
        <translation>noch nicht gelesen</translation>
    </message>
    <message>
        <source>looked {age}</source>
        <translation>gelesen {age}</translation>
    </message>
    <message>
        <source>newest block {age}</source>
        <translation>neuester Block {age}</translation>
    </message>
    <message>
        <source>{n} of {m} sources</source>
        <translation>{n} von {m} Quellen</translation>
    </message>
    <message>
        <source>block {height}</source>
        <translation>Block {height}</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>nicht verbunden</translation>
    </message>
    <message>
        <source>the servers of {title} disagree</source>
        <translation>die Server von {title} widersprechen sich</translation>
    </message>
    <message>
        <source>the {title} network cannot be seen</source>
        <translation>das Netzwerk {title} ist nicht zu sehen</translation>
    </message>
    <message>
        <source>Make invoices</source>
        <translation>Rechnungen erstellen</translation>
    </message>
    <message>
        <source>List all invoices</source>
        <translation>Alle Rechnungen auflisten</translation>
    </message>
    <message>
        <source>Decide on refunds</source>
        <translation>Über Rückzahlungen entscheiden</translation>
    </message>
    <message>
        <source>Change webhooks</source>
        <translation>Webhooks ändern</translation>
    </message>
    <message>
        <source>Keys let a shop&apos;s programs in. Webhooks tell a shop what happens to its invoices.</source>
        <translation>Schlüssel lassen Programme eines Shops herein. Webhooks melden einem Shop, was mit seinen Rechnungen geschieht.</translation>
    </message>
    <message>
        <source>No key yet. An online shop needs one before it can ask for payments.</source>
        <translation>Noch kein Schlüssel. Ein Onlineshop braucht einen, bevor er Zahlungen anfordern kann.</translation>
    </message>
    <message>
        <source>No webhook yet. Without one a shop has to ask again and again how things stand.</source>
        <translation>Noch kein Webhook. Ohne einen muss ein Shop immer wieder nachfragen, wie es steht.</translation>
    </message>
    <message>
        <source>Nothing was sent there yet.</source>
        <translation>Dorthin wurde noch nichts gesendet.</translation>
    </message>
    <message>
        <source>Name it after the shop, and let it do no more than the shop needs.</source>
        <translation>Benennen Sie ihn nach dem Shop, und erlauben Sie ihm nicht mehr, als der Shop braucht.</translation>
    </message>
    <message>
        <source>The address at which the shop wants to be told, such as https://shop.example/florin</source>
        <translation>Die Adresse, unter der der Shop benachrichtigt werden will, etwa https://shop.example/florin</translation>
    </message>
    <message>
        <source>Say what the key may do: tick one at least.</source>
        <translation>Sagen Sie, was der Schlüssel darf: Kreuzen Sie mindestens eines an.</translation>
    </message>
    <message>
        <source>Nothing was changed: it takes the manager&apos;s PIN.</source>
        <translation>Nichts wurde geändert: Dafür braucht es die PIN der Leitung.</translation>
    </message>
    <message>
        <source>Copy it now: it cannot be seen again once this is closed.</source>
        <translation>Kopieren Sie die Zeichen jetzt: Nach dem Schließen sind sie nicht mehr zu sehen.</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>All that happens to invoices</source>
        <translation>Alles, was mit Rechnungen geschieht</translation>
    </message>
    <message>
        <source>All that happens to refunds</source>
        <translation>Alles, was mit Rückzahlungen geschieht</translation>
    </message>
    <message>
        <source>All alarms</source>
        <translation>Alle Warnungen</translation>
    </message>
    <message>
        <source>Say what the shop is told of: tick one at least.</source>
        <translation>Sagen Sie, was dem Shop gemeldet wird: Kreuzen Sie mindestens eines an.</translation>
    </message>
    <message>
        <source>New secret…</source>
        <translation>Neues Geheimnis…</translation>
    </message>
    <message>
        <source>A new key for “{name}” may: {may}.</source>
        <translation>Ein neuer Schlüssel für „{name}“ darf: {may}.</translation>
    </message>
    <message>
        <source>Whoever uses this key is shut out at once, for ever. Other keys are not touched.</source>
        <translation>Wer diesen Schlüssel benutzt, ist sofort und für immer ausgesperrt. Andere Schlüssel bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Revoke “{name}”?</source>
        <translation>„{name}“ widerrufen?</translation>
    </message>
    <message>
        <source>{url} is told of everything that happens to invoices.</source>
        <translation>{url} wird alles gemeldet, was mit Rechnungen geschieht.</translation>
    </message>
    <message>
        <source>{url} is told nothing any more. What still waits for it is given up.</source>
        <translation>{url} wird nichts mehr gemeldet. Was noch auf das Senden wartet, entfällt.</translation>
    </message>
    <message>
        <source>This is the key of “{name}”. Enter it in the settings of the shop.</source>
        <translation>Das ist der Schlüssel von „{name}“. Tragen Sie ihn in den Einstellungen des Shops ein.</translation>
    </message>
    <message>
        <source>This secret signs every message to {url}. Enter it in the settings of the shop, so that it can tell true messages from forged ones.</source>
        <translation>Dieses Geheimnis signiert jede Nachricht an {url}. Tragen Sie es in den Einstellungen des Shops ein, damit er echte Nachrichten von gefälschten unterscheiden kann.</translation>
    </message>
    <message>
        <source>Test at {time} delivered: {note}</source>
        <translation>Test um {time} zugestellt: {note}</translation>
    </message>
    <message>
        <source>Test at {time} not delivered: {note}. It may work later</source>
        <translation>Test um {time} nicht zugestellt: {note}. Später kann es gelingen</translation>
    </message>
    <message>
        <source>Test at {time} refused: {note}. The shop or this address has to be mended</source>
        <translation>Test um {time} abgelehnt: {note}. Der Shop oder diese Adresse muss berichtigt werden</translation>
    </message>
    <message>
        <source>Sending a test…</source>
        <translation>Ein Test wird gesendet…</translation>
    </message>
    <message>
        <source>{url} is told nothing until it is switched on again.</source>
        <translation>{url} wird nichts gemeldet, bis es wieder eingeschaltet ist.</translation>
    </message>
    <message>
        <source>{url} is {told}.</source>
        <translation>{url}: {told}.</translation>
    </message>
    <message>
        <source>{url} gets a new secret. For a day the old one signs beside it.</source>
        <translation>{url} bekommt ein neues Geheimnis. Einen Tag lang signiert das alte mit.</translation>
    </message>
    <message>
        <source>revoked {day}</source>
        <translation>widerrufen {day}</translation>
    </message>
    <message>
        <source>made {day}</source>
        <translation>erstellt {day}</translation>
    </message>
    <message>
        <source>Switched off</source>
        <translation>Ausgeschaltet</translation>
    </message>
    <message>
        <source>added {day}</source>
        <translation>hinzugefügt {day}</translation>
    </message>
    <message>
        <source>all {group} events</source>
        <translation>alle Ereignisse „{group}“</translation>
    </message>
    <message>
        <source>told of everything</source>
        <translation>alles wird gemeldet</translation>
    </message>
    <message>
        <source>told of {events}</source>
        <translation>gemeldet: {events}</translation>
    </message>
    <message>
        <source>Last: {event} {day}</source>
        <translation>Zuletzt: {event} {day}</translation>
    </message>
    <message>
        <source>invoice {id}</source>
        <translation>Rechnung {id}</translation>
    </message>
    <message>
        <source>next try at {time}</source>
        <translation>nächster Versuch um {time}</translation>
    </message>
    <message>
        <source>Getting price</source>
        <translation>Preis wird geholt</translation>
    </message>
    <message>
        <source>Getting price…</source>
        <translation>Preis wird geholt…</translation>
    </message>
    <message>
        <source>New payment</source>
        <translation>Neue Zahlung</translation>
    </message>
    <message>
        <source>No rate</source>
        <translation>Kein Kurs</translation>
    </message>
    <message>
        <source>No current rate for {code}</source>
        <translation>Kein aktueller Kurs für {code}</translation>
    </message>
    <message>
        <source>{code} cannot be taken now</source>
        <translation>{code} ist gerade nicht möglich</translation>
    </message>
    <message>
        <source>No coin can be taken now</source>
        <translation>Gerade ist kein Coin möglich</translation>
    </message>
    <message>
        <source>Choose another coin, or go back and try again.</source>
        <translation>Wählen Sie einen anderen Coin, oder gehen Sie zurück und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Try again soon.</source>
        <translation>Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>Safe to hand over as soon as it is seen</source>
        <translation>Übergabe ist sicher, sobald die Zahlung gesehen ist</translation>
    </message>
    <message>
        <source>Safe to hand over after {confirmations}</source>
        <translation>Übergabe ist sicher nach {confirmations}</translation>
    </message>
    <message>
        <source>{coin} on {network}</source>
        <translation>{coin} auf {network}</translation>
    </message>
    <message>
        <source>it has no price for this payment</source>
        <translation>er hat keinen Preis für diese Zahlung</translation>
    </message>
    <message>
        <source>Pay with {coin}</source>
        <translation>Mit {coin} bezahlen</translation>
    </message>
    <message>
        <source>{coin}: not now, {why}</source>
        <translation>{coin}: gerade nicht, {why}</translation>
    </message>
    <message>
        <source>{rate}, fixed until {time}</source>
        <translation>{rate}, fest bis {time}</translation>
    </message>
    <message>
        <source>If this money does not arrive after all, the loss is the shop&apos;s.</source>
        <translation>Wenn dieses Geld doch nicht ankommt, trägt das Geschäft den Verlust.</translation>
    </message>
    <message>
        <source>Accept as {total} paid?</source>
        <translation>{total} als bezahlt annehmen?</translation>
    </message>
    <message>
        <source>Choose a coin</source>
        <translation>Coin wählen</translation>
    </message>
    <message>
        <source>Ask the customer which coin it shall be.</source>
        <translation>Fragen Sie den Kunden, welcher Coin es sein soll.</translation>
    </message>
    <message>
        <source>The customer scans the code with a wallet.</source>
        <translation>Der Kunde scannt den Code mit einer Wallet.</translation>
    </message>
    <message>
        <source>Waiting for payment</source>
        <translation>Warten auf Zahlung</translation>
    </message>
    <message>
        <source>Last contact {age}.</source>
        <translation>Letzter Kontakt {age}.</translation>
    </message>
    <message>
        <source>Can&apos;t see the {network} network</source>
        <translation>Das Netzwerk {network} ist nicht zu sehen</translation>
    </message>
    <message>
        <source>The servers of {network} disagree</source>
        <translation>Die Server von {network} widersprechen sich</translation>
    </message>
    <message>
        <source>None of them is believed until they agree.</source>
        <translation>Keinem wird geglaubt, bis sie übereinstimmen.</translation>
    </message>
    <message>
        <source>Servers disagree</source>
        <translation>Server widersprechen sich</translation>
    </message>
    <message>
        <source>Payments made now will be found later.</source>
        <translation>Zahlungen, die jetzt eingehen, werden später gefunden.</translation>
    </message>
    <message>
        <source>The servers of {network} disagree just now.</source>
        <translation>Die Server von {network} widersprechen sich gerade.</translation>
    </message>
    <message>
        <source>Can&apos;t see the {network} network just now.</source>
        <translation>Das Netzwerk {network} ist gerade nicht zu sehen.</translation>
    </message>
    <message>
        <source>Catching up with {network}: block {height} of {head}.</source>
        <translation>{network} wird aufgeholt: Block {height} von {head}.</translation>
    </message>
    <message>
        <source>Missing {amount}</source>
        <translation>Es fehlen {amount}</translation>
    </message>
    <message>
        <source>Received {got} of {due}.</source>
        <translation>{got} von {due} erhalten.</translation>
    </message>
    <message>
        <source>Confirming {n} of {m}</source>
        <translation>Bestätigung {n} von {m}</translation>
    </message>
    <message>
        <source>Confirming {n}/{m}</source>
        <translation>Bestätigt {n}/{m}</translation>
    </message>
    <message>
        <source>Final after {confirmations}.</source>
        <translation>Endgültig nach {confirmations}.</translation>
    </message>
    <message>
        <source>Payment seen – not final yet</source>
        <translation>Zahlung gesehen – noch nicht endgültig</translation>
    </message>
    <message>
        <source>Seen {age}, still unconfirmed: its fee may be low.</source>
        <translation>Gesehen {age}, noch unbestätigt: Die Gebühr ist vielleicht zu niedrig.</translation>
    </message>
    <message>
        <source>Safe to hand over once accepted.</source>
        <translation>Übergabe ist sicher, sobald Sie annehmen.</translation>
    </message>
    <message>
        <source>Wait for {confirmations}, or accept it now.</source>
        <translation>Warten Sie auf {confirmations}, oder nehmen Sie jetzt an.</translation>
    </message>
    <message>
        <source>any amount</source>
        <translation>jeder Betrag</translation>
    </message>
    <message>
        <source>above</source>
        <translation>darüber</translation>
    </message>
    <message>
        <source>up to {price}</source>
        <translation>bis {price}</translation>
    </message>
    <message>
        <source>as soon as seen</source>
        <translation>sobald gesehen</translation>
    </message>
    <message>
        <source>Rates from {names}</source>
        <translation>Kurse von {names}</translation>
    </message>
    <message>
        <source>No rate service has told its price yet.</source>
        <translation>Noch kein Kursdienst hat den Preis genannt.</translation>
    </message>
    <message>
        <source>The rate services said last, {age}: {rate}</source>
        <translation>Die Kursdienste sagten zuletzt, {age}: {rate}</translation>
    </message>
    <message>
        <source>The same as the last rate</source>
        <translation>Genau wie der letzte Kurs</translation>
    </message>
    <message>
        <source>{percent} above the last rate</source>
        <translation>{percent} über dem letzten Kurs</translation>
    </message>
    <message>
        <source>{percent} below the last rate</source>
        <translation>{percent} unter dem letzten Kurs</translation>
    </message>
    <message>
        <source>{rate} for {duration}, whatever the rate services say.</source>
        <translation>{rate} für {duration}, was immer die Kursdienste sagen.</translation>
    </message>
    <message>
        <source>{coin}: no rate</source>
        <translation>{coin}: kein Kurs</translation>
    </message>
    <message>
        <source>not offered</source>
        <translation>nicht angeboten</translation>
    </message>
    <message>
        <source>fixed in the settings</source>
        <translation>in den Einstellungen festgelegt</translation>
    </message>
    <message>
        <source>set by hand</source>
        <translation>von Hand gesetzt</translation>
    </message>
    <message>
        <source>set by hand until {time}</source>
        <translation>von Hand gesetzt bis {time}</translation>
    </message>
    <message>
        <source>last known, {age}</source>
        <translation>zuletzt bekannt, {age}</translation>
    </message>
    <message>
        <source>{percent} off</source>
        <translation>{percent} Abschlag</translation>
    </message>
    <message>
        <source>never answered</source>
        <translation>nie geantwortet</translation>
    </message>
    <message>
        <source>answered {age}</source>
        <translation>hat {age} geantwortet</translation>
    </message>
    <message>
        <source>*** PRACTICE - NOT A RECEIPT ***</source>
        <translation>*** ÜBUNG - KEIN BELEG ***</translation>
    </message>
    <message>
        <source>Tax no. {number}</source>
        <translation>Steuernr. {number}</translation>
    </message>
    <message>
        <source>Total {currency}</source>
        <translation>Summe {currency}</translation>
    </message>
    <message>
        <source>of it tax {percent} %</source>
        <translation>enthaltene MwSt. {percent} %</translation>
    </message>
    <message>
        <source>Paid {coin}</source>
        <translation>Bezahlt {coin}</translation>
    </message>
    <message>
        <source>To {address}</source>
        <translation>An {address}</translation>
    </message>
    <message>
        <source>Transaction {tx}</source>
        <translation>Transaktion {tx}</translation>
    </message>
    <message>
        <source>Money for you to have back:</source>
        <translation>Geld, das Sie zurückbekommen können:</translation>
    </message>
    <message>
        <source>Say where to send it on this page:</source>
        <translation>Sagen Sie auf dieser Seite, wohin:</translation>
    </message>
    <message>
        <source>Shop</source>
        <translation>Geschäft</translation>
    </message>
    <message>
        <source>Made on</source>
        <translation>Erstellt am</translation>
    </message>
    <message>
        <source>Everything lies in</source>
        <translation>Alles liegt in</translation>
    </message>
    <message>
        <source>Recovery sheet</source>
        <translation>Notfallblatt</translation>
    </message>
    <message>
        <source>If the PIN is forgotten</source>
        <translation>Wenn die PIN vergessen ist</translation>
    </message>
    <message>
        <source>If this machine is broken or gone</source>
        <translation>Wenn dieser Rechner kaputt oder fort ist</translation>
    </message>
    <message>
        <source>What this sheet does not hold</source>
        <translation>Was dieses Blatt nicht enthält</translation>
    </message>
    <message>
        <source>Where the till asks for the PIN, press “Forgotten?”, type this code and a new PIN.</source>
        <translation>Wo die Kasse nach der PIN fragt, drücken Sie „Vergessen?“, geben Sie diesen Code und eine neue PIN ein.</translation>
    </message>
    <message>
        <source>At a command line: florin pin --recover</source>
        <translation>Auf der Befehlszeile: florin pin --recover</translation>
    </message>
    <message>
        <source>It works once; a newer sheet makes it void, too. Whoever has the sheet and sits at the till can change the PIN: lock it away, and delete the file once it is printed.</source>
        <translation>Er gilt einmal; auch ein neueres Blatt macht ihn ungültig. Wer das Blatt hat und an der Kasse sitzt, kann die PIN ändern: Schließen Sie es weg, und löschen Sie die Datei, sobald sie gedruckt ist.</translation>
    </message>
    <message>
        <source>Install Florin on another machine and choose “Restore a backup”. It asks for the newest file of your backups (its name ends in .florin) and for their passphrase.</source>
        <translation>Installieren Sie Florin auf einem anderen Rechner und wählen Sie „Eine Sicherung zurückholen“. Es fragt nach der neuesten Datei Ihrer Sicherungen (ihr Name endet auf .florin) und nach deren Passphrase.</translation>
    </message>
    <message>
        <source>At a command line: florin restore FILE</source>
        <translation>Auf der Befehlszeile: florin restore DATEI</translation>
    </message>
    <message>
        <source>Do not let the old machine sell on meanwhile: both would show the same addresses.</source>
        <translation>Lassen Sie den alten Rechner inzwischen nicht weiter verkaufen: Beide würden dieselben Adressen zeigen.</translation>
    </message>
    <message>
        <source>The words of your wallets and the passphrase of your backups: keep them elsewhere.</source>
        <translation>Die Wörter Ihrer Wallets und die Passphrase Ihrer Sicherungen: Bewahren Sie sie anderswo auf.</translation>
    </message>
    <message>
        <source>The money is in your own wallets. Nobody can take it with this sheet.</source>
        <translation>Das Geld liegt in Ihren eigenen Wallets. Mit diesem Blatt kann es niemand nehmen.</translation>
    </message>
    <message>
        <source>no coin yet</source>
        <translation>noch kein Coin</translation>
    </message>
    <message>
        <source>Invoice</source>
        <translation>Rechnung</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>Angefordert</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Zu zahlen</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Payment was replaced or double-spent. Do not hand over goods</source>
        <translation>Zahlung wurde ersetzt oder doppelt ausgegeben. Keine Ware übergeben</translation>
    </message>
    <message>
        <source>Payment is being double-spent. Do not hand over goods</source>
        <translation>Zahlung wird gerade doppelt ausgegeben. Keine Ware übergeben</translation>
    </message>
    <message>
        <source>A payment left the chain after the sale was done</source>
        <translation>Eine Zahlung ist nach dem Verkauf aus der Chain verschwunden</translation>
    </message>
    <message>
        <source>Time over, only a part was paid</source>
        <translation>Zeit abgelaufen, nur ein Teil wurde bezahlt</translation>
    </message>
    <message>
        <source>Another coin than the one asked for came in</source>
        <translation>Ein anderer Coin als der verlangte kam an</translation>
    </message>
    <message>
        <source>What came cannot be spent, and does not count</source>
        <translation>Was kam, kann nicht ausgegeben werden und zählt nicht</translation>
    </message>
    <message>
        <source>The servers of {network} disagree. Its payments are not believed until they agree</source>
        <translation>Die Server von {network} widersprechen sich. Den Zahlungen wird erst geglaubt, wenn sie übereinstimmen</translation>
    </message>
    <message numerus="yes">
        <source>{n} customer got an address and did not pay. Your {code} wallet may stop looking: set its gap limit to {limit} (florin wallets)|{n} customers in a row got an address and did not pay. Your {code} wallet may stop looking: set its gap limit to {limit} (florin wallets)</source>
        <translation>
            <numerusform>{n} Kunde bekam eine Adresse und zahlte nicht. Ihre {code}-Wallet hört vielleicht auf zu suchen: Setzen Sie ihr Gap-Limit auf {limit} (florin wallets)</numerusform>
            <numerusform>{n} Kunden nacheinander bekamen eine Adresse und zahlten nicht. Ihre {code}-Wallet hört vielleicht auf zu suchen: Setzen Sie ihr Gap-Limit auf {limit} (florin wallets)</numerusform>
        </translation>
    </message>
    <message>
        <source>gone</source>
        <translation>fort</translation>
    </message>
    <message>
        <source>another coin</source>
        <translation>anderer Coin</translation>
    </message>
    <message>
        <source>not in a block yet</source>
        <translation>noch in keinem Block</translation>
    </message>
    <message>
        <source>block {height}, {n} deep</source>
        <translation>Block {height}, {n} tief</translation>
    </message>
    <message>
        <source>late</source>
        <translation>zu spät</translation>
    </message>
    <message>
        <source>next try in {duration}</source>
        <translation>nächster Versuch in {duration}</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>done</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>Webhook {name}: {event}</source>
        <translation>Webhook {name}: {event}</translation>
    </message>
    <message>
        <source>Search all settings</source>
        <translation>Alle Einstellungen durchsuchen</translation>
    </message>
    <message>
        <source>No setting has these words.</source>
        <translation>Keine Einstellung enthält diese Wörter.</translation>
    </message>
    <message>
        <source>There are more: type another letter.</source>
        <translation>Es gibt mehr: Geben Sie einen weiteren Buchstaben ein.</translation>
    </message>
    <message>
        <source>No coin yet. Add one that customers can pay with.</source>
        <translation>Noch kein Coin. Fügen Sie einen hinzu, mit dem Kunden zahlen können.</translation>
    </message>
    <message>
        <source>Set. It is not shown again.</source>
        <translation>Gesetzt. Es wird nicht wieder gezeigt.</translation>
    </message>
    <message>
        <source>Not set.</source>
        <translation>Nicht gesetzt.</translation>
    </message>
    <message>
        <source>The till closes for a moment and opens with the new settings. What lies on the counter stays.</source>
        <translation>Die Kasse schließt kurz und öffnet mit den neuen Einstellungen. Was auf der Theke liegt, bleibt.</translation>
    </message>
    <message>
        <source>From then on the shop takes real money instead of practising.</source>
        <translation>Von da an nimmt das Geschäft echtes Geld ein, statt zu üben.</translation>
    </message>
    <message>
        <source>No coin is left: from then on the shop only practises.</source>
        <translation>Kein Coin ist übrig: Von da an übt das Geschäft nur.</translation>
    </message>
    <message>
        <source>The settings are saved.</source>
        <translation>Die Einstellungen sind gespeichert.</translation>
    </message>
    <message>
        <source>{title} is put in</source>
        <translation>{title} wird eingetragen</translation>
    </message>
    <message>
        <source>Nothing is changed.</source>
        <translation>Nichts ist geändert.</translation>
    </message>
    <message numerus="yes">
        <source>{n} change not saved yet|{n} changes not saved yet</source>
        <translation>
            <numerusform>{n} Änderung noch nicht gespeichert</numerusform>
            <numerusform>{n} Änderungen noch nicht gespeichert</numerusform>
        </translation>
    </message>
    <message>
        <source>{changed}. To mend: {what}</source>
        <translation>{changed}. Zu berichtigen: {what}</translation>
    </message>
    <message>
        <source>Change a setting: {line}</source>
        <translation>Eine Einstellung ändern: {line}</translation>
    </message>
    <message numerus="yes">
        <source>Change {n} setting of the shop.|Change {n} settings of the shop.</source>
        <translation>
            <numerusform>{n} Einstellung des Geschäfts ändern.</numerusform>
            <numerusform>{n} Einstellungen des Geschäfts ändern.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} thing does not work.|{n} things do not work.</source>
        <translation>
            <numerusform>{n} Punkt funktioniert nicht.</numerusform>
            <numerusform>{n} Punkte funktionieren nicht.</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything works.</source>
        <translation>Alles funktioniert.</translation>
    </message>
    <message>
        <source>Fixed by {variable} in the environment.</source>
        <translation>Durch {variable} in der Umgebung festgelegt.</translation>
    </message>
    <message>
        <source>{key}, usually {value}</source>
        <translation>{key}, üblich {value}</translation>
    </message>
    <message>
        <source>A new one was typed.</source>
        <translation>Ein neues wurde eingegeben.</translation>
    </message>
    <message>
        <source>Set: {hint}. It is not shown again.</source>
        <translation>Gesetzt: {hint}. Es wird nicht wieder gezeigt.</translation>
    </message>
    <message>
        <source>{title}: {new} instead of {old}</source>
        <translation>{title}: {new} statt {old}</translation>
    </message>
    <message>
        <source>{title}: a new secret</source>
        <translation>{title}: ein neues Geheimnis</translation>
    </message>
    <message>
        <source>{title} is taken out</source>
        <translation>{title} wird entfernt</translation>
    </message>
    <message>
        <source>on</source>
        <translation>an</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>“{value}”</source>
        <translation>„{value}“</translation>
    </message>
    <message>
        <source>Coins and wallets</source>
        <translation>Coins und Wallets</translation>
    </message>
    <message>
        <source>Networks</source>
        <translation>Netzwerke</translation>
    </message>
    <message>
        <source>Refunds</source>
        <translation>Rückzahlungen</translation>
    </message>
    <message>
        <source>Payment server</source>
        <translation>Zahlungsserver</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Daily backup</source>
        <translation>Tagessicherung</translation>
    </message>
    <message>
        <source>Updates</source>
        <translation>Aktualisierungen</translation>
    </message>
    <message>
        <source>What customers read, and how long a price holds.</source>
        <translation>Was Kunden lesen und wie lange ein Preis gilt.</translation>
    </message>
    <message>
        <source>What customers can pay with, and whose wallet the money goes to.</source>
        <translation>Womit Kunden zahlen können und in wessen Wallet das Geld geht.</translation>
    </message>
    <message>
        <source>What each network is watched through: own nodes or public servers.</source>
        <translation>Wodurch jedes Netzwerk beobachtet wird: eigene Nodes oder öffentliche Server.</translation>
    </message>
    <message>
        <source>Where prices of coins come from, and when they are believed.</source>
        <translation>Woher die Preise der Coins kommen und wann ihnen geglaubt wird.</translation>
    </message>
    <message>
        <source>How money goes back to customers, and who signs it.</source>
        <translation>Wie Geld an Kunden zurückgeht und wer dafür unterschreibt.</translation>
    </message>
    <message>
        <source>The door for online shops, and who may use it.</source>
        <translation>Der Zugang für Onlineshops und wer ihn benutzen darf.</translation>
    </message>
    <message>
        <source>How the till looks, sounds and speaks.</source>
        <translation>Wie die Kasse aussieht, klingt und spricht.</translation>
    </message>
    <message>
        <source>Copies that outlive this machine.</source>
        <translation>Kopien, die diesen Rechner überleben.</translation>
    </message>
    <message>
        <source>Whether the till asks if there is a newer one.</source>
        <translation>Ob die Kasse fragt, ob es eine neuere gibt.</translation>
    </message>
    <message>
        <source>The shop</source>
        <translation>Das Geschäft</translation>
    </message>
    <message>
        <source>Practice shop</source>
        <translation>Übungsgeschäft</translation>
    </message>
    <message>
        <source>Door for online shops</source>
        <translation>Zugang für Onlineshops</translation>
    </message>
    <message>
        <source>Invoice protocol</source>
        <translation>Rechnungsprotokoll</translation>
    </message>
    <message>
        <source>Payment page</source>
        <translation>Zahlungsseite</translation>
    </message>
    <message>
        <source>Messages to shops</source>
        <translation>Nachrichten an Shops</translation>
    </message>
    <message>
        <source>{name}</source>
        <translation>{name}</translation>
    </message>
    <message>
        <source>Wallet for {name}</source>
        <translation>Wallet für {name}</translation>
    </message>
    <message>
        <source>Network: {name}</source>
        <translation>Netzwerk: {name}</translation>
    </message>
    <message>
        <source>Refunds in {name}</source>
        <translation>Rückzahlungen in {name}</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Stands on receipts, payment pages and this window.</source>
        <translation>Steht auf Belegen, Zahlungsseiten und in diesem Fenster.</translation>
    </message>
    <message>
        <source>Stands on receipts below the name; as many lines as it needs.</source>
        <translation>Steht auf Belegen unter dem Namen; so viele Zeilen wie nötig.</translation>
    </message>
    <message>
        <source>Tax number</source>
        <translation>Steuernummer</translation>
    </message>
    <message>
        <source>Stands on receipts, such as a VAT id.</source>
        <translation>Steht auf Belegen, etwa eine USt-IdNr.</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Währung</translation>
    </message>
    <message>
        <source>What prices are in: three capital letters, such as EUR.</source>
        <translation>Worin Preise angegeben sind: drei Großbuchstaben, etwa EUR.</translation>
    </message>
    <message>
        <source>A price holds</source>
        <translation>Ein Preis gilt</translation>
    </message>
    <message>
        <source>How long a customer has to pay before the code expires.</source>
        <translation>Wie lange ein Kunde zum Zahlen hat, bevor der Code abläuft.</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>Minuten</translation>
    </message>
    <message>
        <source>Practice blocks</source>
        <translation>Übungsblöcke</translation>
    </message>
    <message>
        <source>Pause between two blocks of play money; 0 makes them only when asked.</source>
        <translation>Pause zwischen zwei Blöcken Spielgeld; bei 0 nur auf Wunsch.</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>Listens at</source>
        <translation>Hört auf</translation>
    </message>
    <message>
        <source>HOST:PORT. 127.0.0.1 serves this machine alone, 0.0.0.0 the network, too.</source>
        <translation>HOST:PORT. 127.0.0.1 bedient nur diesen Rechner, 0.0.0.0 auch das Netz.</translation>
    </message>
    <message>
        <source>Coin of online shops</source>
        <translation>Coin für Onlineshops</translation>
    </message>
    <message>
        <source>What a shop charges in that names no coin.</source>
        <translation>Worin ein Shop verlangt, der keinen Coin nennt.</translation>
    </message>
    <message>
        <source>Public address</source>
        <translation>Öffentliche Adresse</translation>
    </message>
    <message>
        <source>How customers reach the payment page, such as https://pay.shop.example</source>
        <translation>Wie Kunden die Zahlungsseite erreichen, etwa https://pay.shop.example</translation>
    </message>
    <message>
        <source>Who may ask</source>
        <translation>Wer fragen darf</translation>
    </message>
    <message>
        <source>Addresses or ranges that may make invoices without a key; one a line.</source>
        <translation>Adressen oder Bereiche, die ohne Schlüssel Rechnungen erstellen dürfen; eine je Zeile.</translation>
    </message>
    <message>
        <source>Trusted proxies</source>
        <translation>Vertraute Proxys</translation>
    </message>
    <message>
        <source>Addresses of your own reverse proxy, which tells who asks; one a line.</source>
        <translation>Adressen Ihres eigenen Reverse-Proxys, der sagt, wer fragt; eine je Zeile.</translation>
    </message>
    <message>
        <source>Web pages that may ask</source>
        <translation>Webseiten, die fragen dürfen</translation>
    </message>
    <message>
        <source>Origins such as https://shop.example whose scripts may call; one a line.</source>
        <translation>Ursprünge wie https://shop.example, deren Skripte anfragen dürfen; eine je Zeile.</translation>
    </message>
    <message>
        <source>Names of this server</source>
        <translation>Namen dieses Servers</translation>
    </message>
    <message>
        <source>Host names it answers to besides this machine&apos;s own; one a line.</source>
        <translation>Hostnamen, auf die er außer denen dieses Rechners hört; einer je Zeile.</translation>
    </message>
    <message>
        <source>Second door</source>
        <translation>Zweiter Zugang</translation>
    </message>
    <message>
        <source>HOST:PORT for shops of the invoice protocol alone; empty opens none.</source>
        <translation>HOST:PORT nur für Shops des Rechnungsprotokolls; leer öffnet keinen.</translation>
    </message>
    <message>
        <source>Shared secret</source>
        <translation>Gemeinsames Geheimnis</translation>
    </message>
    <message>
        <source>Lets a shop make invoices by ?secret= as well as by a key; 12 letters or more.</source>
        <translation>Lässt einen Shop auch mit ?secret= Rechnungen erstellen; mindestens 12 Zeichen.</translation>
    </message>
    <message>
        <source>Expiry is written as</source>
        <translation>Ablauf wird geschrieben als</translation>
    </message>
    <message>
        <source>Seconds (unix), as documented, or a date (iso).</source>
        <translation>Sekunden (unix), wie dokumentiert, oder Datum (iso).</translation>
    </message>
    <message>
        <source>One payment only</source>
        <translation>Nur eine Zahlung</translation>
    </message>
    <message>
        <source>Ends an invoice at once when its first payment is too small.</source>
        <translation>Beendet eine Rechnung sofort, wenn ihre erste Zahlung zu klein ist.</translation>
    </message>
    <message>
        <source>Write “coin:” as well</source>
        <translation>Auch „coin:“ schreiben</translation>
    </message>
    <message>
        <source>For shops that follow a misprint of the document.</source>
        <translation>Für Shops, die einem Druckfehler der Dokumentation folgen.</translation>
    </message>
    <message>
        <source>Shops that may frame the page</source>
        <translation>Shops, die die Seite einbetten dürfen</translation>
    </message>
    <message>
        <source>Origins such as https://shop.example that show it inside of theirs; one a line.</source>
        <translation>Ursprünge wie https://shop.example, die sie in ihren Seiten zeigen; eine je Zeile.</translation>
    </message>
    <message>
        <source>Private addresses</source>
        <translation>Private Adressen</translation>
    </message>
    <message>
        <source>Addresses in your own network that messages to shops may go to; one a line.</source>
        <translation>Adressen in Ihrem eigenen Netz, an die Nachrichten gehen dürfen; eine je Zeile.</translation>
    </message>
    <message>
        <source>Ask CoinGecko</source>
        <translation>CoinGecko fragen</translation>
    </message>
    <message>
        <source>One of five rate services.</source>
        <translation>Einer von fünf Kursdiensten.</translation>
    </message>
    <message>
        <source>Ask Kraken</source>
        <translation>Kraken fragen</translation>
    </message>
    <message>
        <source>Ask Coinbase</source>
        <translation>Coinbase fragen</translation>
    </message>
    <message>
        <source>Ask Bitstamp</source>
        <translation>Bitstamp fragen</translation>
    </message>
    <message>
        <source>Ask CryptoCompare</source>
        <translation>CryptoCompare fragen</translation>
    </message>
    <message>
        <source>Address of CoinGecko</source>
        <translation>Adresse von CoinGecko</translation>
    </message>
    <message>
        <source>Another one where a mirror is used.</source>
        <translation>Eine andere, wo ein Spiegel benutzt wird.</translation>
    </message>
    <message>
        <source>Address of Kraken</source>
        <translation>Adresse von Kraken</translation>
    </message>
    <message>
        <source>Address of Coinbase</source>
        <translation>Adresse von Coinbase</translation>
    </message>
    <message>
        <source>Address of Bitstamp</source>
        <translation>Adresse von Bitstamp</translation>
    </message>
    <message>
        <source>Address of CryptoCompare</source>
        <translation>Adresse von CryptoCompare</translation>
    </message>
    <message>
        <source>Key of CoinGecko, free</source>
        <translation>Schlüssel von CoinGecko, kostenlos</translation>
    </message>
    <message>
        <source>Lets the till ask more often.</source>
        <translation>Lässt die Kasse öfter fragen.</translation>
    </message>
    <message>
        <source>Key of CoinGecko, paid</source>
        <translation>Schlüssel von CoinGecko, kostenpflichtig</translation>
    </message>
    <message>
        <source>Key of CryptoCompare</source>
        <translation>Schlüssel von CryptoCompare</translation>
    </message>
    <message>
        <source>The service answers only with one.</source>
        <translation>Der Dienst antwortet nur mit einem.</translation>
    </message>
    <message>
        <source>Other currencies</source>
        <translation>Weitere Währungen</translation>
    </message>
    <message>
        <source>Prices that online shops may ask in besides the shop&apos;s own; one a line.</source>
        <translation>Preise, in denen Onlineshops außer der eigenen Währung verlangen dürfen; eine je Zeile.</translation>
    </message>
    <message>
        <source>A price is fresh</source>
        <translation>Ein Preis ist frisch</translation>
    </message>
    <message>
        <source>For so long it takes part in the rate.</source>
        <translation>So lange zählt er zum Kurs.</translation>
    </message>
    <message>
        <source>Last price is used</source>
        <translation>Letzter Preis gilt noch</translation>
    </message>
    <message>
        <source>For so long when no service answers; then the coin is not offered.</source>
        <translation>So lange, wenn kein Dienst antwortet; danach wird der Coin nicht angeboten.</translation>
    </message>
    <message>
        <source>Left out when off by</source>
        <translation>Ausgelassen bei Abweichung von</translation>
    </message>
    <message>
        <source>A service this far from the middle one is not believed.</source>
        <translation>Einem Dienst, der so weit vom mittleren liegt, wird nicht geglaubt.</translation>
    </message>
    <message>
        <source>per cent</source>
        <translation>Prozent</translation>
    </message>
    <message>
        <source>Sudden jump</source>
        <translation>Plötzlicher Sprung</translation>
    </message>
    <message>
        <source>One service alone that moves by more is not believed until it lasts.</source>
        <translation>Springt ein Dienst allein um mehr, wird ihm erst geglaubt, wenn es so bleibt.</translation>
    </message>
    <message>
        <source>Caution with an old price</source>
        <translation>Vorsicht bei altem Preis</translation>
    </message>
    <message>
        <source>So much more spread while only the last price is known.</source>
        <translation>So viel mehr Abschlag, solange nur der letzte Preis bekannt ist.</translation>
    </message>
    <message>
        <source>Spread</source>
        <translation>Abschlag</translation>
    </message>
    <message>
        <source>By how many per cent a coin counts for less, such as BTC = 0.5; one a line.</source>
        <translation>Um wie viel Prozent ein Coin weniger zählt, etwa BTC = 0.5; einer je Zeile.</translation>
    </message>
    <message>
        <source>Fixed prices</source>
        <translation>Feste Preise</translation>
    </message>
    <message>
        <source>What a coin costs in the shop&apos;s currency, such as USDT = 0.92; one a line.</source>
        <translation>Was ein Coin in der Währung des Geschäfts kostet, etwa USDT = 0.92; einer je Zeile.</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>The till can be heard when money comes.</source>
        <translation>Die Kasse ist zu hören, wenn Geld kommt.</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Lautstärke</translation>
    </message>
    <message>
        <source>How loudly.</source>
        <translation>Wie laut.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Of this window; empty is the language of the system.</source>
        <translation>Dieses Fensters; leer ist die Sprache des Systems.</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>How figures and dates are written, such as CH; empty is the usual.</source>
        <translation>Wie Zahlen und Daten geschrieben werden, etwa CH; leer ist üblich.</translation>
    </message>
    <message>
        <source>seconds (unix)</source>
        <translation>Sekunden (unix)</translation>
    </message>
    <message>
        <source>date (iso)</source>
        <translation>Datum (iso)</translation>
    </message>
    <message>
        <source>as the system has it</source>
        <translation>wie das System</translation>
    </message>
    <message>
        <source>as the key tells</source>
        <translation>wie der Schlüssel sagt</translation>
    </message>
    <message>
        <source>pkh: begin with 1 (oldest)</source>
        <translation>pkh: beginnen mit 1 (älteste)</translation>
    </message>
    <message>
        <source>sh(wpkh): begin with 3</source>
        <translation>sh(wpkh): beginnen mit 3</translation>
    </message>
    <message>
        <source>wpkh: begin with bc1q (usual)</source>
        <translation>wpkh: beginnen mit bc1q (üblich)</translation>
    </message>
    <message>
        <source>tr: begin with bc1p (newest)</source>
        <translation>tr: beginnen mit bc1p (neueste)</translation>
    </message>
    <message>
        <source>by itself, up to a daily limit</source>
        <translation>von selbst, bis zu einem Tageslimit</translation>
    </message>
    <message>
        <source>after the manager&apos;s PIN</source>
        <translation>nach der PIN der Leitung</translation>
    </message>
    <message>
        <source>by hand, from the owner&apos;s wallet</source>
        <translation>von Hand, aus der Wallet des Inhabers</translation>
    </message>
    <message>
        <source>as is usual for the coin</source>
        <translation>wie bei diesem Coin üblich</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>to plain accounts</source>
        <translation>an einfache Konten</translation>
    </message>
    <message>
        <source>always</source>
        <translation>immer</translation>
    </message>
    <message>
        <source>what there is</source>
        <translation>was da ist</translation>
    </message>
    <message>
        <source>a wallet of Florin&apos;s own</source>
        <translation>eine eigene Wallet von Florin</translation>
    </message>
    <message>
        <source>the wallet of the own node</source>
        <translation>die Wallet des eigenen Nodes</translation>
    </message>
    <message>
        <source>nobody here: the owner pays</source>
        <translation>niemand hier: der Inhaber zahlt</translation>
    </message>
    <message>
        <source>Customers can pay with it</source>
        <translation>Kunden können damit zahlen</translation>
    </message>
    <message>
        <source>Off keeps its settings for another day.</source>
        <translation>Aus behält die Einstellungen für später.</translation>
    </message>
    <message>
        <source>On another network</source>
        <translation>In einem anderen Netzwerk</translation>
    </message>
    <message>
        <source>Such as eip155:137; empty is the coin&apos;s own network.</source>
        <translation>Etwa eip155:137; leer ist das eigene Netzwerk des Coins.</translation>
    </message>
    <message>
        <source>Contract</source>
        <translation>Contract</translation>
    </message>
    <message>
        <source>The token&apos;s address where it is not the well-known one.</source>
        <translation>Die Adresse des Tokens, wo es nicht die bekannte ist.</translation>
    </message>
    <message>
        <source>Tolerance</source>
        <translation>Toleranz</translation>
    </message>
    <message>
        <source>So much of the coin may be missing and it counts as paid.</source>
        <translation>So viel vom Coin darf fehlen, und es zählt als bezahlt.</translation>
    </message>
    <message>
        <source>Paid after</source>
        <translation>Bezahlt nach</translation>
    </message>
    <message>
        <source>Confirmations by price, one a line: “50: 1” is one up to 50; “6” alone is for more. Empty is the usual table.</source>
        <translation>Bestätigungen je Preis, eine Zeile je Stufe: „50: 1“ ist eine bis 50; „6“ allein gilt darüber. Leer ist die übliche Tabelle.</translation>
    </message>
    <message>
        <source>Account&apos;s public key</source>
        <translation>Öffentlicher Schlüssel des Kontos</translation>
    </message>
    <message>
        <source>The xpub of m/44&apos;/60&apos;/0&apos;: makes addresses and can spend nothing.</source>
        <translation>Der xpub von m/44&apos;/60&apos;/0&apos;: erzeugt Adressen und kann nichts ausgeben.</translation>
    </message>
    <message>
        <source>Account&apos;s public key or descriptor</source>
        <translation>Öffentlicher Schlüssel des Kontos oder Deskriptor</translation>
    </message>
    <message>
        <source>xpub, ypub, zpub or descriptor: makes addresses and can spend nothing.</source>
        <translation>xpub, ypub, zpub oder Deskriptor: erzeugt Adressen und kann nichts ausgeben.</translation>
    </message>
    <message>
        <source>Kind of addresses</source>
        <translation>Art der Adressen</translation>
    </message>
    <message>
        <source>Needed only where the key does not tell it.</source>
        <translation>Nur nötig, wo der Schlüssel sie nicht verrät.</translation>
    </message>
    <message>
        <source>Primary address</source>
        <translation>Hauptadresse</translation>
    </message>
    <message>
        <source>The wallet&apos;s main address, which begins with 4.</source>
        <translation>Die Hauptadresse der Wallet, die mit 4 beginnt.</translation>
    </message>
    <message>
        <source>Private view key</source>
        <translation>Privater Ansichtsschlüssel</translation>
    </message>
    <message>
        <source>64 digits that let the till see money, and not spend it.</source>
        <translation>64 Zeichen, mit denen die Kasse Geld sehen, aber nicht ausgeben kann.</translation>
    </message>
    <message>
        <source>File with the view key</source>
        <translation>Datei mit dem Ansichtsschlüssel</translation>
    </message>
    <message>
        <source>Instead of the key itself.</source>
        <translation>Statt des Schlüssels selbst.</translation>
    </message>
    <message>
        <source>Reads from block</source>
        <translation>Liest ab Block</translation>
    </message>
    <message>
        <source>Empty begins where the shop needs it.</source>
        <translation>Leer beginnt dort, wo das Geschäft es braucht.</translation>
    </message>
    <message>
        <source>Longest pause between looks</source>
        <translation>Längste Pause zwischen zwei Blicken</translation>
    </message>
    <message>
        <source>Empty is the usual for this network.</source>
        <translation>Leer ist das Übliche für dieses Netzwerk.</translation>
    </message>
    <message>
        <source>Not seen without a block for</source>
        <translation>Ohne Block nicht gesehen nach</translation>
    </message>
    <message>
        <source>Then nothing expires; 0 never, empty is the usual for this network.</source>
        <translation>Dann läuft nichts ab; 0 nie, leer ist das Übliche für dieses Netzwerk.</translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation>Nodes</translation>
    </message>
    <message>
        <source>Addresses such as https://node.example, the best first; one a line.</source>
        <translation>Adressen wie https://node.example, der beste zuerst; eine je Zeile.</translation>
    </message>
    <message>
        <source>WebSocket</source>
        <translation>WebSocket</translation>
    </message>
    <message>
        <source>Such as wss://node.example: news comes faster; may be empty.</source>
        <translation>Etwa wss://node.example: Neuigkeiten kommen schneller; darf leer sein.</translation>
    </message>
    <message>
        <source>Blocks asked at once</source>
        <translation>Blöcke auf einmal</translation>
    </message>
    <message>
        <source>Less for nodes that refuse long answers.</source>
        <translation>Weniger für Nodes, die lange Antworten verweigern.</translation>
    </message>
    <message>
        <source>Electrum servers</source>
        <translation>Electrum-Server</translation>
    </message>
    <message>
        <source>Such as ssl://host:50002, one a line; empty asks several public ones.</source>
        <translation>Etwa ssl://host:50002, einer je Zeile; leer fragt mehrere öffentliche.</translation>
    </message>
    <message>
        <source>Servers that must agree</source>
        <translation>Server, die übereinstimmen müssen</translation>
    </message>
    <message>
        <source>1 is right for a server of your own.</source>
        <translation>1 ist richtig für einen eigenen Server.</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>Leads to all servers, such as socks5://127.0.0.1:9050 for Tor.</source>
        <translation>Führt zu allen Servern, etwa socks5://127.0.0.1:9050 für Tor.</translation>
    </message>
    <message>
        <source>Own node</source>
        <translation>Eigener Node</translation>
    </message>
    <message>
        <source>Such as http://127.0.0.1:8332; it is asked instead of Electrum servers.</source>
        <translation>Etwa http://127.0.0.1:8332; er wird statt Electrum-Servern gefragt.</translation>
    </message>
    <message>
        <source>User at the node</source>
        <translation>Benutzer beim Node</translation>
    </message>
    <message>
        <source>As rpcuser or rpcauth says it.</source>
        <translation>Wie in rpcuser oder rpcauth.</translation>
    </message>
    <message>
        <source>Password at the node</source>
        <translation>Passwort beim Node</translation>
    </message>
    <message>
        <source>Belongs to the user; the cookie file needs none.</source>
        <translation>Gehört zum Benutzer; mit Cookie-Datei nicht nötig.</translation>
    </message>
    <message>
        <source>Cookie file of the node</source>
        <translation>Cookie-Datei des Nodes</translation>
    </message>
    <message>
        <source>Instead of user and password, on one machine.</source>
        <translation>Statt Benutzer und Passwort, auf einem Rechner.</translation>
    </message>
    <message>
        <source>ZMQ news</source>
        <translation>ZMQ-Neuigkeiten</translation>
    </message>
    <message>
        <source>Such as tcp://127.0.0.1:28332; empty asks the node itself.</source>
        <translation>Etwa tcp://127.0.0.1:28332; leer fragt den Node selbst.</translation>
    </message>
    <message>
        <source>Monero nodes</source>
        <translation>Monero-Nodes</translation>
    </message>
    <message>
        <source>Addresses such as http://127.0.0.1:18081, the best first; one a line.</source>
        <translation>Adressen wie http://127.0.0.1:18081, der beste zuerst; eine je Zeile.</translation>
    </message>
    <message>
        <source>Login at the first node</source>
        <translation>Anmeldung beim ersten Node</translation>
    </message>
    <message>
        <source>Written as user:password, where it wants one.</source>
        <translation>Als Benutzer:Passwort, wo er eine will.</translation>
    </message>
    <message>
        <source>Running wallet program</source>
        <translation>Laufendes Wallet-Programm</translation>
    </message>
    <message>
        <source>Address of a monero-wallet-rpc; empty lets Florin run one.</source>
        <translation>Adresse eines monero-wallet-rpc; leer lässt Florin eines starten.</translation>
    </message>
    <message>
        <source>Login at the wallet program</source>
        <translation>Anmeldung beim Wallet-Programm</translation>
    </message>
    <message>
        <source>Written as user:password.</source>
        <translation>Als Benutzer:Passwort.</translation>
    </message>
    <message>
        <source>Wallet program</source>
        <translation>Wallet-Programm</translation>
    </message>
    <message>
        <source>The file monero-wallet-rpc; empty takes the installed one.</source>
        <translation>Die Datei monero-wallet-rpc; leer nimmt das installierte.</translation>
    </message>
    <message>
        <source>Money goes back</source>
        <translation>Geld geht zurück</translation>
    </message>
    <message>
        <source>Who lets a refund go.</source>
        <translation>Wer eine Rückzahlung gehen lässt.</translation>
    </message>
    <message>
        <source>Limit in 24 hours</source>
        <translation>Limit in 24 Stunden</translation>
    </message>
    <message>
        <source>In the shop&apos;s currency; what is more waits for approval.</source>
        <translation>In der Währung des Geschäfts; was darüber liegt, wartet auf Freigabe.</translation>
    </message>
    <message>
        <source>To the sender</source>
        <translation>An den Absender</translation>
    </message>
    <message>
        <source>Where the customer names no address. An exchange&apos;s account reaches nobody.</source>
        <translation>Wo der Kunde keine Adresse nennt. Das Konto einer Börse erreicht niemanden.</translation>
    </message>
    <message>
        <source>Who signs</source>
        <translation>Wer unterschreibt</translation>
    </message>
    <message>
        <source>The wallet that refunds are paid from.</source>
        <translation>Die Wallet, aus der Rückzahlungen kommen.</translation>
    </message>
    <message>
        <source>Wallet at the node</source>
        <translation>Wallet beim Node</translation>
    </message>
    <message>
        <source>Its name there; empty is the node&apos;s only one.</source>
        <translation>Ihr Name dort; leer ist die einzige des Nodes.</translation>
    </message>
    <message>
        <source>File with the passphrase</source>
        <translation>Datei mit der Passphrase</translation>
    </message>
    <message>
        <source>Opens the refund wallet when the till starts.</source>
        <translation>Öffnet die Rückzahlungs-Wallet beim Start der Kasse.</translation>
    </message>
    <message>
        <source>Passphrase in the system&apos;s keyring</source>
        <translation>Passphrase im Schlüsselbund des Systems</translation>
    </message>
    <message>
        <source>Wallet program that pays</source>
        <translation>Wallet-Programm, das zahlt</translation>
    </message>
    <message>
        <source>A monero-wallet-rpc with the spend key; never the till&apos;s own.</source>
        <translation>Ein monero-wallet-rpc mit dem Ausgabeschlüssel; nie das der Kasse.</translation>
    </message>
    <message>
        <source>Login at that program</source>
        <translation>Anmeldung bei jenem Programm</translation>
    </message>
    <message>
        <source>Refund wallet reads from block</source>
        <translation>Rückzahlungs-Wallet liest ab Block</translation>
    </message>
    <message>
        <source>For one that was restored from its words.</source>
        <translation>Für eine, die aus ihren Wörtern wiederhergestellt wurde.</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Where backups go; the page “Backups” sets it up. Empty makes none.</source>
        <translation>Wohin Sicherungen gehen; die Seite „Sicherungen“ richtet es ein. Leer macht keine.</translation>
    </message>
    <message>
        <source>Backups are kept</source>
        <translation>Sicherungen werden aufbewahrt</translation>
    </message>
    <message>
        <source>Those of so many days; older ones go.</source>
        <translation>Die von so vielen Tagen; ältere gehen.</translation>
    </message>
    <message>
        <source>days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>Made from</source>
        <translation>Gemacht ab</translation>
    </message>
    <message>
        <source>Each day, or as soon as the till is open again.</source>
        <translation>Jeden Tag, oder sobald die Kasse wieder offen ist.</translation>
    </message>
    <message>
        <source>o&apos;clock</source>
        <translation>Uhr</translation>
    </message>
    <message>
        <source>Ask at</source>
        <translation>Fragt bei</translation>
    </message>
    <message>
        <source>Address that tells of newer versions, once a day; empty asks nobody.</source>
        <translation>Adresse, die einmal am Tag von neueren Versionen erzählt; leer fragt niemanden.</translation>
    </message>
    <message>
        <source>Publisher&apos;s key</source>
        <translation>Schlüssel des Herausgebers</translation>
    </message>
    <message>
        <source>64 digits; only what it signed is believed.</source>
        <translation>64 Ziffern; nur was er signiert hat, wird geglaubt.</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Your shop</source>
        <translation>Ihr Geschäft</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Coins</source>
        <translation>Coins</translation>
    </message>
    <message>
        <source>When it is paid</source>
        <translation>Wann bezahlt ist</translation>
    </message>
    <message>
        <source>Prices of coins</source>
        <translation>Preise der Coins</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>Artikel</translation>
    </message>
    <message>
        <source>Practice sale</source>
        <translation>Übungsverkauf</translation>
    </message>
    <message>
        <source>Open the shop</source>
        <translation>Eröffnen</translation>
    </message>
    <message>
        <source>Welcome. Which language, and where is your shop?</source>
        <translation>Willkommen. Welche Sprache, und wo ist Ihr Geschäft?</translation>
    </message>
    <message>
        <source>The country decides how figures are written and which currency is proposed.</source>
        <translation>Das Land bestimmt, wie Zahlen geschrieben werden und welche Währung vorgeschlagen wird.</translation>
    </message>
    <message>
        <source>How do you want to start?</source>
        <translation>Wie möchten Sie beginnen?</translation>
    </message>
    <message>
        <source>Nothing here is final: every step can be left out and done later, in the Office.</source>
        <translation>Nichts hier ist endgültig: Jeder Schritt kann ausgelassen und später im Büro nachgeholt werden.</translation>
    </message>
    <message>
        <source>This stands on the payment page and on receipts. Only the name is needed.</source>
        <translation>Das steht auf der Zahlungsseite und auf Belegen. Nur der Name ist nötig.</translation>
    </message>
    <message>
        <source>Your PIN</source>
        <translation>Ihre PIN</translation>
    </message>
    <message>
        <source>It is asked for before money goes back to a customer, a rate is set by hand, or a setting is changed. The recovery sheet helps if it is forgotten.</source>
        <translation>Nach ihr wird gefragt, bevor Geld an einen Kunden zurückgeht, ein Kurs von Hand gesetzt oder eine Einstellung geändert wird. Das Notfallblatt hilft, wenn sie vergessen ist.</translation>
    </message>
    <message>
        <source>Which coins do you take?</source>
        <translation>Welche Coins nehmen Sie an?</translation>
    </message>
    <message>
        <source>Florin needs your wallet&apos;s public key and never a private one: it can show new addresses and see what comes in, and nobody can steal from it.</source>
        <translation>Florin braucht den öffentlichen Schlüssel Ihrer Wallet und nie einen privaten: Er kann neue Adressen zeigen und sehen, was hereinkommt, und niemand kann damit stehlen.</translation>
    </message>
    <message>
        <source>When is a payment good enough?</source>
        <translation>Wann ist eine Zahlung gut genug?</translation>
    </message>
    <message>
        <source>A payment is safer with every block on top of it. Choose up to which amount you do not want to let your customers wait.</source>
        <translation>Mit jedem Block darauf wird eine Zahlung sicherer. Wählen Sie, bis zu welchem Betrag Ihre Kunden nicht warten sollen.</translation>
    </message>
    <message>
        <source>What do the coins cost?</source>
        <translation>Was kosten die Coins?</translation>
    </message>
    <message>
        <source>Several services are asked, and the middle of their answers counts.</source>
        <translation>Mehrere Dienste werden gefragt, und die Mitte ihrer Antworten zählt.</translation>
    </message>
    <message>
        <source>What do you sell?</source>
        <translation>Was verkaufen Sie?</translation>
    </message>
    <message>
        <source>You can also type amounts on the keypad, and add products at any time.</source>
        <translation>Sie können auch Beträge auf der Tastatur eingeben und jederzeit Artikel hinzufügen.</translation>
    </message>
    <message>
        <source>Make a practice sale</source>
        <translation>Übungsverkauf machen</translation>
    </message>
    <message>
        <source>With play money, at the till as it will be, and a customer&apos;s phone in the window.</source>
        <translation>Mit Spielgeld, an der Kasse, wie sie sein wird, und mit dem Telefon eines Kunden im Fenster.</translation>
    </message>
    <message>
        <source>Ready to open</source>
        <translation>Bereit zum Öffnen</translation>
    </message>
    <message>
        <source>This is what Florin knows of your shop now.</source>
        <translation>Das weiß Florin jetzt von Ihrem Geschäft.</translation>
    </message>
    <message>
        <source>1 of 3: tap a product, or type an amount and press +.</source>
        <translation>1 von 3: Tippen Sie auf einen Artikel, oder geben Sie einen Betrag ein und drücken Sie +.</translation>
    </message>
    <message>
        <source>2 of 3: press Charge. The customer would scan the code now.</source>
        <translation>2 von 3: Drücken Sie „Kassieren“. Der Kunde würde jetzt den Code scannen.</translation>
    </message>
    <message>
        <source>3 of 3: play the customer: press “Pay exactly” below, then “Make a block”.</source>
        <translation>3 von 3: Spielen Sie den Kunden: Drücken Sie unten „Genau zahlen“, dann „Block erzeugen“.</translation>
    </message>
    <message>
        <source>Paid. That was your first sale; real ones look the same.</source>
        <translation>Bezahlt. Das war Ihr erster Verkauf; echte sehen genauso aus.</translation>
    </message>
    <message>
        <source>Native SegWit</source>
        <translation>Native SegWit</translation>
    </message>
    <message>
        <source>SegWit (nested)</source>
        <translation>SegWit (verschachtelt)</translation>
    </message>
    <message>
        <source>Legacy</source>
        <translation>Legacy</translation>
    </message>
    <message>
        <source>Taproot</source>
        <translation>Taproot</translation>
    </message>
    <message>
        <source>Ethereum and tokens</source>
        <translation>Ethereum und Token</translation>
    </message>
    <message>
        <source>{codes}: ready</source>
        <translation>{codes}: bereit</translation>
    </message>
    <message>
        <source>Give your shop its name</source>
        <translation>Geschäft benennen</translation>
    </message>
    <message>
        <source>Choose a PIN</source>
        <translation>PIN wählen</translation>
    </message>
    <message>
        <source>Save the recovery sheet</source>
        <translation>Notfallblatt speichern</translation>
    </message>
    <message>
        <source>Set up a coin</source>
        <translation>Coin einrichten</translation>
    </message>
    <message>
        <source>Open your shop</source>
        <translation>Geschäft öffnen</translation>
    </message>
    <message>
        <source>Add your products</source>
        <translation>Artikel hinzufügen</translation>
    </message>
    <message>
        <source>{name}, prices in {currency}</source>
        <translation>{name}, Preise in {currency}</translation>
    </message>
    <message>
        <source>Coins: {codes}</source>
        <translation>Coins: {codes}</translation>
    </message>
    <message>
        <source>A PIN is set</source>
        <translation>Eine PIN ist gesetzt</translation>
    </message>
    <message numerus="yes">
        <source>{n} product|{n} products</source>
        <translation>
            <numerusform>{n} Artikel</numerusform>
            <numerusform>{n} Artikel</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything lies in {folder}</source>
        <translation>Alles liegt in {folder}</translation>
    </message>
    <message>
        <source>Every customer waits for {wait}. The safest choice.</source>
        <translation>Jeder Kunde wartet auf {wait}. Die sicherste Wahl.</translation>
    </message>
    <message>
        <source>Up to {limit} customers wait for {quick}, above for {wait}.</source>
        <translation>Bis {limit} warten Kunden auf {quick}, darüber auf {wait}.</translation>
    </message>
    <message>
        <source>A cheat would have to undo blocks: practically nobody can.</source>
        <translation>Ein Betrüger müsste Blöcke ungeschehen machen: Praktisch niemand kann das.</translation>
    </message>
    <message>
        <source>Up to {limit} nobody waits; above, customers wait for {wait}.</source>
        <translation>Bis {limit} wartet niemand; darüber warten Kunden auf {wait}.</translation>
    </message>
    <message>
        <source>A cheat may take such a payment back before the next block: you would lose at most {limit}, and the till calls out within seconds.</source>
        <translation>Ein Betrüger kann eine solche Zahlung vor dem nächsten Block zurücknehmen: Sie verlören höchstens {limit}, und die Kasse warnt binnen Sekunden.</translation>
    </message>
    <message numerus="yes">
        <source>{n} block|{n} blocks</source>
        <translation>
            <numerusform>{n} Block</numerusform>
            <numerusform>{n} Blöcke</numerusform>
        </translation>
    </message>
    <message>
        <source>{blocks} (about {time})</source>
        <translation>{blocks} (etwa {time})</translation>
    </message>
    <message>
        <source>Ready to run on this machine: each makes an invoice and reads how it stands. A key lets a program in; it is shown here once, when it is made.</source>
        <translation>Auf diesem Rechner lauffähig: Jedes erstellt eine Rechnung und liest, wie es steht. Ein Schlüssel lässt ein Programm herein; er wird hier einmal gezeigt, wenn er entsteht.</translation>
    </message>
    <message>
        <source>The door for online shops is shut. Look at “Payment server” in the list.</source>
        <translation>Der Zugang für Onlineshops ist geschlossen. Sehen Sie in der Liste unter „Zahlungsserver“ nach.</translation>
    </message>
    <message>
        <source>The shop names a price in {currency}; the customer chooses the coin on the payment page.</source>
        <translation>Der Shop nennt einen Preis in {currency}; der Kunde wählt den Coin auf der Zahlungsseite.</translation>
    </message>
    <message>
        <source>The shop names an amount of {coin} and gets an address for it.</source>
        <translation>Der Shop nennt einen Betrag in {coin} und bekommt eine Adresse dafür.</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Parken</translation>
    </message>
    <message>
        <source>New code</source>
        <translation>Neuer Code</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>New sale</source>
        <translation>Neuer Verkauf</translation>
    </message>
    <message>
        <source>Understood</source>
        <translation>Verstanden</translation>
    </message>
    <message>
        <source>Set rate (manager)</source>
        <translation>Kurs setzen (Leitung)</translation>
    </message>
    <message>
        <source>No time limit</source>
        <translation>Ohne Zeitlimit</translation>
    </message>
    <message>
        <source>Time paused, payment seen</source>
        <translation>Zeit angehalten, Zahlung gesehen</translation>
    </message>
    <message>
        <source>Time over, checking</source>
        <translation>Zeit abgelaufen, wird geprüft</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>noch {time}</translation>
    </message>
    <message>
        <source>Pending</source>
        <translation>Offen</translation>
    </message>
    <message numerus="yes">
        <source>{n} needs action|{n} need action</source>
        <translation>
            <numerusform>{n} zu klären</numerusform>
            <numerusform>{n} zu klären</numerusform>
        </translation>
    </message>
    <message>
        <source>one was replaced or double-spent</source>
        <translation>eine wurde ersetzt oder doppelt ausgegeben</translation>
    </message>
    <message>
        <source>Practice, not real money</source>
        <translation>Übung, kein echtes Geld</translation>
    </message>
    <message>
        <source>PRACTICE</source>
        <translation>ÜBUNG</translation>
    </message>
    <message>
        <source>What does 1 {coin} cost?</source>
        <translation>Was kostet 1 {coin}?</translation>
    </message>
    <message>
        <source>Set this rate   Enter</source>
        <translation>Diesen Kurs setzen   Enter</translation>
    </message>
    <message>
        <source>Set this rate</source>
        <translation>Diesen Kurs setzen</translation>
    </message>
    <message>
        <source>Use the last rate again</source>
        <translation>Den letzten Kurs weiter benutzen</translation>
    </message>
    <message>
        <source>Go by the rate services again</source>
        <translation>Wieder nach den Kursdiensten richten</translation>
    </message>
    <message>
        <source>It holds for</source>
        <translation>Er gilt für</translation>
    </message>
    <message>
        <source>A coin costs more than nothing</source>
        <translation>Ein Coin kostet mehr als nichts</translation>
    </message>
    <message>
        <source>The rate of {coin} is set for {duration}</source>
        <translation>Der Kurs von {coin} ist für {duration} gesetzt</translation>
    </message>
    <message>
        <source>{coin} goes by the rate services again</source>
        <translation>{coin} richtet sich wieder nach den Kursdiensten</translation>
    </message>
    <message>
        <source>{coin} goes by the rate services again.</source>
        <translation>{coin} richtet sich wieder nach den Kursdiensten.</translation>
    </message>
    <message>
        <source>PIN forgotten</source>
        <translation>PIN vergessen</translation>
    </message>
    <message>
        <source>The code on your recovery sheet</source>
        <translation>Der Code auf Ihrem Notfallblatt</translation>
    </message>
    <message>
        <source>New PIN</source>
        <translation>Neue PIN</translation>
    </message>
    <message>
        <source>The same again</source>
        <translation>Dieselbe noch einmal</translation>
    </message>
    <message>
        <source>A new PIN of 4 to 8 digits, twice</source>
        <translation>Eine neue PIN mit 4 bis 8 Ziffern, zweimal</translation>
    </message>
    <message>
        <source>Set the PIN</source>
        <translation>PIN setzen</translation>
    </message>
    <message>
        <source>The two are not the same. Type both again.</source>
        <translation>Die beiden sind nicht gleich. Geben Sie beide noch einmal ein.</translation>
    </message>
    <message>
        <source>No product has the code {code}</source>
        <translation>Kein Artikel hat den Code {code}</translation>
    </message>
    <message>
        <source>Quantity: {title}</source>
        <translation>Menge: {title}</translation>
    </message>
    <message>
        <source>Discount: {title}</source>
        <translation>Rabatt: {title}</translation>
    </message>
    <message>
        <source>Lines of the sale</source>
        <translation>Zeilen des Verkaufs</translation>
    </message>
    <message>
        <source>Sale</source>
        <translation>Verkauf</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>Total {total}</source>
        <translation>Summe {total}</translation>
    </message>
    <message>
        <source>The sale is empty</source>
        <translation>Der Verkauf ist leer</translation>
    </message>
    <message>
        <source>Tap a product, scan, or type an amount</source>
        <translation>Artikel antippen, scannen oder einen Betrag eingeben</translation>
    </message>
    <message>
        <source>One less</source>
        <translation>Eins weniger</translation>
    </message>
    <message>
        <source>Quantity (F6)</source>
        <translation>Menge (F6)</translation>
    </message>
    <message>
        <source>One more</source>
        <translation>Eins mehr</translation>
    </message>
    <message>
        <source>Discount on the line (F7)</source>
        <translation>Rabatt auf die Zeile (F7)</translation>
    </message>
    <message>
        <source>Remove the line (Del)</source>
        <translation>Zeile entfernen (Entf)</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Betrag</translation>
    </message>
    <message>
        <source>{deed}   F9</source>
        <translation>{deed}   F9</translation>
    </message>
    <message>
        <source>Nothing found for “{asked}”</source>
        <translation>Nichts gefunden für „{asked}“</translation>
    </message>
    <message>
        <source>No products yet</source>
        <translation>Noch keine Artikel</translation>
    </message>
    <message>
        <source>Recall {n}
F5</source>
        <translation>Abrufen {n}
F5</translation>
    </message>
    <message>
        <source>Recall
F5</source>
        <translation>Abrufen
F5</translation>
    </message>
    <message numerus="yes">
        <source>Recall a held sale, {n} held|Recall a held sale, {n} held</source>
        <translation>
            <numerusform>Geparkten Verkauf abrufen, {n} geparkt</numerusform>
            <numerusform>Geparkten Verkauf abrufen, {n} geparkt</numerusform>
        </translation>
    </message>
    <message>
        <source>Search or scan   F2</source>
        <translation>Suchen oder scannen   F2</translation>
    </message>
    <message>
        <source>Amount F3</source>
        <translation>Betrag F3</translation>
    </message>
    <message>
        <source>Type an amount (F3)</source>
        <translation>Betrag eingeben (F3)</translation>
    </message>
    <message>
        <source>Hold
F4</source>
        <translation>Parken
F4</translation>
    </message>
    <message>
        <source>Discount
F8</source>
        <translation>Rabatt
F8</translation>
    </message>
    <message>
        <source>Undo
Ctrl+Z</source>
        <translation>Rückgängig
Strg+Z</translation>
    </message>
    <message>
        <source>Undo the last edit (Ctrl+Z)</source>
        <translation>Letzte Änderung rückgängig machen (Strg+Z)</translation>
    </message>
    <message>
        <source>Charge   F9</source>
        <translation>Kassieren   F9</translation>
    </message>
    <message>
        <source>No code was found on the screen. Show it large, beside this window, and try again.</source>
        <translation>Auf dem Bildschirm wurde kein Code gefunden. Zeigen Sie ihn groß, neben diesem Fenster, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>{path} is not a picture that can be read.</source>
        <translation>{path} ist kein lesbares Bild.</translation>
    </message>
    <message>
        <source>No code was found in this picture.</source>
        <translation>In diesem Bild wurde kein Code gefunden.</translation>
    </message>
    <message>
        <source>There are several codes. Leave only the one you mean.</source>
        <translation>Es sind mehrere Codes. Lassen Sie nur den stehen, den Sie meinen.</translation>
    </message>
    <message>
        <source>All coins</source>
        <translation>Alle Coins</translation>
    </message>
    <message>
        <source>Ready: {coin}. Another one, or Next.</source>
        <translation>Bereit: {coin}. Noch einer, oder Weiter.</translation>
    </message>
    <message>
        <source>Is this the first receiving address in your wallet?</source>
        <translation>Ist das die erste Empfangsadresse in Ihrer Wallet?</translation>
    </message>
    <message>
        <source>Yes, it is</source>
        <translation>Ja, das ist sie</translation>
    </message>
    <message>
        <source>No, or not sure</source>
        <translation>Nein, oder nicht sicher</translation>
    </message>
    <message>
        <source>Your first address:</source>
        <translation>Ihre erste Adresse:</translation>
    </message>
    <message>
        <source>The same key gives these first addresses, too. Is one of them yours?</source>
        <translation>Derselbe Schlüssel gibt auch diese ersten Adressen. Ist eine davon Ihre?</translation>
    </message>
    <message>
        <source>Show the first one again</source>
        <translation>Die erste wieder zeigen</translation>
    </message>
    <message>
        <source>None of them? Then the key is of another account or another wallet. Look for “account public key”, “master public key” or “xpub” of the very account whose addresses you compare. Wallets show the next unused address: go to the list of all and take number 0.</source>
        <translation>Keine davon? Dann gehört der Schlüssel zu einem anderen Konto oder einer anderen Wallet. Suchen Sie „account public key“, „master public key“ oder „xpub“ genau des Kontos, dessen Adressen Sie vergleichen. Wallets zeigen die nächste unbenutzte Adresse: Gehen Sie in die Liste aller Adressen und nehmen Sie Nummer 0.</translation>
    </message>
    <message>
        <source>Your account&apos;s extended public key (xpub, ypub, zpub) or descriptor</source>
        <translation>Der erweiterte öffentliche Schlüssel Ihres Kontos (xpub, ypub, zpub) oder Deskriptor</translation>
    </message>
    <message>
        <source>Your wallet&apos;s primary address</source>
        <translation>Die Hauptadresse Ihrer Wallet</translation>
    </message>
    <message>
        <source>Its private view key, which sees and cannot spend</source>
        <translation>Ihr privater Ansichtsschlüssel, der sieht, aber nicht ausgeben kann</translation>
    </message>
    <message>
        <source>The extended public key of your Ethereum account (m/44&apos;/60&apos;/0&apos;)</source>
        <translation>Der erweiterte öffentliche Schlüssel Ihres Ethereum-Kontos (m/44&apos;/60&apos;/0&apos;)</translation>
    </message>
    <message>
        <source>Own Electrum servers, several with blanks between</source>
        <translation>Eigene Electrum-Server, mehrere mit Leerzeichen dazwischen</translation>
    </message>
    <message>
        <source>Own node (Core&apos;s RPC)</source>
        <translation>Eigener Node (RPC von Core)</translation>
    </message>
    <message>
        <source>Its user</source>
        <translation>Sein Benutzer</translation>
    </message>
    <message>
        <source>Its password</source>
        <translation>Sein Passwort</translation>
    </message>
    <message>
        <source>A Monero node</source>
        <translation>Ein Monero-Node</translation>
    </message>
    <message>
        <source>RPC address of an Ethereum node</source>
        <translation>RPC-Adresse eines Ethereum-Nodes</translation>
    </message>
    <message>
        <source>Number of the network</source>
        <translation>Nummer des Netzwerks</translation>
    </message>
    <message>
        <source>Number of the network (1 is Ethereum; another takes only its own ether)</source>
        <translation>Nummer des Netzwerks (1 ist Ethereum; ein anderes nimmt nur seinen eigenen Ether)</translation>
    </message>
    <message>
        <source>File with your products</source>
        <translation>Datei mit Ihren Artikeln</translation>
    </message>
    <message>
        <source>A table saved as CSV: name, price, category, barcode</source>
        <translation>Eine als CSV gespeicherte Tabelle: Name, Preis, Kategorie, Barcode</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Datei wählen…</translation>
    </message>
    <message>
        <source>Only the keypad</source>
        <translation>Nur die Tastatur</translation>
    </message>
    <message>
        <source>Demo products</source>
        <translation>Beispielartikel</translation>
    </message>
    <message numerus="yes">
        <source>Your shop has {n} product.|Your shop has {n} products.</source>
        <translation>
            <numerusform>Ihr Geschäft hat {n} Artikel.</numerusform>
            <numerusform>Ihr Geschäft hat {n} Artikel.</numerusform>
        </translation>
    </message>
    <message>
        <source>Tables (*.csv *.txt *.tsv)</source>
        <translation>Tabellen (*.csv *.txt *.tsv)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message numerus="yes">
        <source>Your shop has {n} product now.|Your shop has {n} products now.</source>
        <translation>
            <numerusform>Ihr Geschäft hat jetzt {n} Artikel.</numerusform>
            <numerusform>Ihr Geschäft hat jetzt {n} Artikel.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} product can be read.|{n} products can be read.</source>
        <translation>
            <numerusform>{n} Artikel ist lesbar.</numerusform>
            <numerusform>{n} Artikel sind lesbar.</numerusform>
        </translation>
    </message>
    <message>
        <source>Line {line}: {words}</source>
        <translation>Zeile {line}: {words}</translation>
    </message>
    <message numerus="yes">
        <source>and {n} more line|and {n} more lines</source>
        <translation>
            <numerusform>und {n} weitere Zeile</numerusform>
            <numerusform>und {n} weitere Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>Correct these lines and choose the file again: nothing was imported.</source>
        <translation>Berichtigen Sie diese Zeilen und wählen Sie die Datei noch einmal: Nichts wurde eingelesen.</translation>
    </message>
    <message>
        <source>Columns that are left alone: {names}</source>
        <translation>Nicht beachtete Spalten: {names}</translation>
    </message>
    <message numerus="yes">
        <source>Import {n} product|Import {n} products</source>
        <translation>
            <numerusform>{n} Artikel einlesen</numerusform>
            <numerusform>{n} Artikel einlesen</numerusform>
        </translation>
    </message>
    <message>
        <source>To the set-up</source>
        <translation>Zur Einrichtung</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>Land</translation>
    </message>
    <message>
        <source>Not said</source>
        <translation>Ohne Angabe</translation>
    </message>
    <message>
        <source>Prices are in {currency}; another currency can be chosen later.</source>
        <translation>Preise sind in {currency}; eine andere Währung kann später gewählt werden.</translation>
    </message>
    <message>
        <source>Left for later:</source>
        <translation>Für später gelassen:</translation>
    </message>
    <message>
        <source>The PIN there is now</source>
        <translation>Die bisherige PIN</translation>
    </message>
    <message>
        <source>New PIN: 4 to 8 digits</source>
        <translation>Neue PIN: 4 bis 8 Ziffern</translation>
    </message>
    <message>
        <source>Elsewhere…</source>
        <translation>Anderswo…</translation>
    </message>
    <message>
        <source>Open it to print</source>
        <translation>Zum Drucken öffnen</translation>
    </message>
    <message>
        <source>A PIN is set. Type it to change it or to make a new sheet.</source>
        <translation>Eine PIN ist gesetzt. Geben Sie sie ein, um sie zu ändern oder ein neues Blatt zu machen.</translation>
    </message>
    <message>
        <source>The sheet holds a code for a new PIN, and how to come back after a broken machine. Print it and lock it away.</source>
        <translation>Das Blatt enthält einen Code für eine neue PIN und den Weg zurück nach einem kaputten Rechner. Drucken Sie es und schließen Sie es weg.</translation>
    </message>
    <message>
        <source>The PIN is set. Now save the recovery sheet.</source>
        <translation>Die PIN ist gesetzt. Speichern Sie jetzt das Notfallblatt.</translation>
    </message>
    <message>
        <source>Saved as {path}. Print it, lock it away, then delete the file.</source>
        <translation>Gespeichert als {path}. Drucken Sie es, schließen Sie es weg, dann löschen Sie die Datei.</translation>
    </message>
    <message>
        <source>Set-up assistant</source>
        <translation>Einrichtungsassistent</translation>
    </message>
    <message>
        <source>Open my shop</source>
        <translation>Mein Geschäft öffnen</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Leave the assistant; it is in the Office</source>
        <translation>Den Assistenten verlassen; er steht im Büro</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Auslassen</translation>
    </message>
    <message>
        <source>No coin is set up yet. Every coin comes with a sensible rule.</source>
        <translation>Noch ist kein Coin eingerichtet. Jeder Coin bringt eine vernünftige Regel mit.</translation>
    </message>
    <message>
        <source>{coin}: nobody waits up to</source>
        <translation>{coin}: Niemand wartet bis</translation>
    </message>
    <message>
        <source>Spread in per cent</source>
        <translation>Abschlag in Prozent</translation>
    </message>
    <message>
        <source>Ask now</source>
        <translation>Jetzt fragen</translation>
    </message>
    <message>
        <source>Spread: by so many per cent a coin counts for less than its price</source>
        <translation>Abschlag: Um so viele Prozent zählt ein Coin weniger als sein Preis</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Dienste</translation>
    </message>
    <message>
        <source>The spread is a number from 0 to 50, such as 0.5.</source>
        <translation>Der Abschlag ist eine Zahl von 0 bis 50, etwa 0.5.</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>Wird gefragt…</translation>
    </message>
    <message>
        <source>{name} answers</source>
        <translation>{name} antwortet</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>Eine Sicherung zurückholen</translation>
    </message>
    <message>
        <source>The backup file</source>
        <translation>Die Datei der Sicherung</translation>
    </message>
    <message>
        <source>Passphrase of your backups</source>
        <translation>Passphrase Ihrer Sicherungen</translation>
    </message>
    <message>
        <source>The machine that this backup is of must not sell any more.</source>
        <translation>Das Gerät, von dem diese Sicherung stammt, darf nicht weiter verkaufen.</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>Backups of Florin (*.florin)</source>
        <translation>Sicherungen von Florin (*.florin)</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Einen Moment…</translation>
    </message>
    <message>
        <source>This shop sells and has no manager&apos;s PIN. The owner sets one at a command line with: florin pin. Then the set-up assistant opens.</source>
        <translation>Dieses Geschäft verkauft und hat keine PIN der Leitung. Der Inhaber setzt auf der Befehlszeile eine mit: florin pin. Dann öffnet sich der Einrichtungsassistent.</translation>
    </message>
    <message>
        <source>In the assistant it is changed where the money of this shop goes.</source>
        <translation>Im Assistenten wird geändert, wohin das Geld dieses Geschäfts geht.</translation>
    </message>
    <message>
        <source>Currency of your prices</source>
        <translation>Währung Ihrer Preise</translation>
    </message>
    <message>
        <source>Address (for receipts)</source>
        <translation>Adresse (für Belege)</translation>
    </message>
    <message>
        <source>Tax number (for receipts)</source>
        <translation>Steuernummer (für Belege)</translation>
    </message>
    <message>
        <source>Type the name that stands above your shop&apos;s door.</source>
        <translation>Geben Sie den Namen ein, der über Ihrer Ladentür steht.</translation>
    </message>
    <message>
        <source>Try it with play money</source>
        <translation>Mit Spielgeld ausprobieren</translation>
    </message>
    <message>
        <source>A demo shop with a customer&apos;s phone in the window. Takes three minutes.</source>
        <translation>Ein Beispielgeschäft mit dem Telefon eines Kunden im Fenster. Dauert drei Minuten.</translation>
    </message>
    <message>
        <source>Set up my shop</source>
        <translation>Mein Geschäft einrichten</translation>
    </message>
    <message>
        <source>You need your wallet at hand: a public key, and no private one.</source>
        <translation>Sie brauchen Ihre Wallet zur Hand: einen öffentlichen Schlüssel und keinen privaten.</translation>
    </message>
    <message>
        <source>My shop was on another machine, which is broken or gone.</source>
        <translation>Mein Geschäft war auf einem anderen Gerät, das kaputt oder weg ist.</translation>
    </message>
    <message>
        <source>To the practice till</source>
        <translation>Zur Übungskasse</translation>
    </message>
    <message>
        <source>You have made a practice sale.</source>
        <translation>Sie haben einen Übungsverkauf gemacht.</translation>
    </message>
    <message>
        <source>Try the connection</source>
        <translation>Verbindung versuchen</translation>
    </message>
    <message>
        <source>Stop waiting</source>
        <translation>Nicht länger warten</translation>
    </message>
    <message>
        <source>Trying…</source>
        <translation>Wird versucht…</translation>
    </message>
    <message>
        <source>It works.</source>
        <translation>Es funktioniert.</translation>
    </message>
    <message>
        <source>Enough of them answer: it works.</source>
        <translation>Genügend antworten: Es funktioniert.</translation>
    </message>
    <message>
        <source>It does not work now. You can go on all the same and mend it later.</source>
        <translation>Es funktioniert jetzt nicht. Sie können trotzdem weitermachen und es später beheben.</translation>
    </message>
    <message>
        <source>Read a code from the screen</source>
        <translation>Code vom Bildschirm lesen</translation>
    </message>
    <message>
        <source>From a picture…</source>
        <translation>Aus einem Bild…</translation>
    </message>
    <message>
        <source>A wallet is set up. Type here only to change it.</source>
        <translation>Eine Wallet ist eingerichtet. Schreiben Sie hier nur, um sie zu ändern.</translation>
    </message>
    <message>
        <source>What do you take?</source>
        <translation>Was nehmen Sie an?</translation>
    </message>
    <message>
        <source>How is the network seen?</source>
        <translation>Wie wird das Netzwerk gesehen?</translation>
    </message>
    <message>
        <source>Through public servers, of which two must agree: nothing is needed.</source>
        <translation>Durch öffentliche Server, von denen zwei übereinstimmen müssen: Nichts ist nötig.</translation>
    </message>
    <message>
        <source>Take {coin}</source>
        <translation>{coin} annehmen</translation>
    </message>
    <message>
        <source>My own node or server…</source>
        <translation>Eigener Node oder Server…</translation>
    </message>
    <message>
        <source>Picture of the code</source>
        <translation>Bild des Codes</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg)</source>
        <translation>Bilder (*.png *.jpg *.jpeg)</translation>
    </message>
    <message>
        <source>Type the address of a node first: without one nothing is seen.</source>
        <translation>Geben Sie zuerst die Adresse eines Nodes ein: Ohne einen ist nichts zu sehen.</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Startet…</translation>
    </message>
    <message>
        <source>Back to practice</source>
        <translation>Zurück zur Übung</translation>
    </message>
    <message>
        <source>PRACTICE – not real money</source>
        <translation>ÜBUNG – kein echtes Geld</translation>
    </message>
    <message>
        <source>Online shop {address}</source>
        <translation>Onlineshop {address}</translation>
    </message>
    <message>
        <source>Sound is on (Ctrl+M)</source>
        <translation>Ton ist an (Strg+M)</translation>
    </message>
    <message>
        <source>Sound is off (Ctrl+M)</source>
        <translation>Ton ist aus (Strg+M)</translation>
    </message>
    <message>
        <source>Keys (F1)</source>
        <translation>Tasten (F1)</translation>
    </message>
    <message>
        <source>Show or hide the customer&apos;s phone</source>
        <translation>Telefon des Kunden zeigen oder verbergen</translation>
    </message>
</context>
<context>
    <name>told</name>
    <message>
        <source>The backup cannot be written to {parent}: {why}</source>
        <translation>Die Sicherung kann nicht nach {parent} geschrieben werden: {why}</translation>
    </message>
    <message>
        <source>{name} is no backup of Florin, or it was cut off: take another one</source>
        <translation>{name} ist keine Sicherung von Florin oder wurde abgeschnitten: Nehmen Sie eine andere</translation>
    </message>
    <message>
        <source>{path} cannot be read: {why}</source>
        <translation>{path} kann nicht gelesen werden: {why}</translation>
    </message>
    <message>
        <source>{name} is no backup of Florin</source>
        <translation>{name} ist keine Sicherung von Florin</translation>
    </message>
    <message>
        <source>{name} was made by a newer Florin ({florin}): install that one first</source>
        <translation>{name} wurde von einem neueren Florin ({florin}) gemacht: Installieren Sie zuerst dieses</translation>
    </message>
    <message>
        <source>This backup is spoilt: some of it is missing or was changed. Take another one</source>
        <translation>Diese Sicherung ist beschädigt: Ein Teil fehlt oder wurde verändert. Nehmen Sie eine andere</translation>
    </message>
    <message>
        <source>The backup cannot be opened: {why}</source>
        <translation>Die Sicherung kann nicht geöffnet werden: {why}</translation>
    </message>
    <message>
        <source>The backup cannot be packed in {parent}: {strerror}</source>
        <translation>Die Sicherung kann in {parent} nicht gepackt werden: {strerror}</translation>
    </message>
    <message>
        <source>This backup is spoilt: take another one</source>
        <translation>Diese Sicherung ist beschädigt: Nehmen Sie eine andere</translation>
    </message>
    <message>
        <source>It cannot be unpacked in {folder}: {value}</source>
        <translation>Sie kann in {folder} nicht entpackt werden: {value}</translation>
    </message>
    <message>
        <source>This backup is not whole: take another one</source>
        <translation>Diese Sicherung ist nicht vollständig: Nehmen Sie eine andere</translation>
    </message>
    <message>
        <source>{path} cannot be read for the backup: {strerror}</source>
        <translation>{path} kann für die Sicherung nicht gelesen werden: {strerror}</translation>
    </message>
    <message>
        <source>This backup holds “{name}”, which no backup has</source>
        <translation>Diese Sicherung enthält „{name}“, was in keiner Sicherung steht</translation>
    </message>
    <message>
        <source>{place} is inside of the shop&apos;s own folder: choose one on another disk</source>
        <translation>{place} liegt im eigenen Ordner des Geschäfts: Wählen Sie einen auf einem anderen Datenträger</translation>
    </message>
    <message>
        <source>Nothing can be written to {place}: {strerror}</source>
        <translation>Nach {place} kann nichts geschrieben werden: {strerror}</translation>
    </message>
    <message>
        <source>No folder for backups is set: `florin backup set-up FOLDER` sets one</source>
        <translation>Es ist kein Ordner für Sicherungen gesetzt: `florin backup set-up ORDNER` setzt einen</translation>
    </message>
    <message>
        <source>The till was closed before the backup was made</source>
        <translation>Die Kasse wurde geschlossen, bevor die Sicherung fertig war</translation>
    </message>
    <message>
        <source>The passphrase needs at least {shortest} letters: whoever guesses it has the shop</source>
        <translation>Die Passphrase braucht mindestens {shortest} Zeichen: Wer sie errät, hat das Geschäft</translation>
    </message>
    <message>
        <source>The key of the backups cannot be kept: {why}</source>
        <translation>Der Schlüssel der Sicherungen kann nicht aufbewahrt werden: {why}</translation>
    </message>
    <message>
        <source>No passphrase was chosen for backups yet: `florin backup set-up FOLDER` asks for it</source>
        <translation>Für Sicherungen wurde noch keine Passphrase gewählt: `florin backup set-up ORDNER` fragt danach</translation>
    </message>
    <message>
        <source>This passphrase does not open the backup: it is the one chosen when it was made</source>
        <translation>Diese Passphrase öffnet die Sicherung nicht: Es ist die, die beim Einrichten gewählt wurde</translation>
    </message>
    <message>
        <source>This machine is too slow to open what the old one locked: take a faster one</source>
        <translation>Dieser Rechner ist zu langsam, um zu öffnen, was der alte verschlossen hat: Nehmen Sie einen schnelleren</translation>
    </message>
    <message>
        <source>The backup&apos;s key is spoilt: take an older backup</source>
        <translation>Der Schlüssel der Sicherung ist beschädigt: Nehmen Sie eine ältere Sicherung</translation>
    </message>
    <message>
        <source>{value} is spoilt: set the backups up again</source>
        <translation>{value} ist beschädigt: Richten Sie die Sicherungen neu ein</translation>
    </message>
    <message>
        <source>The backup cannot be made: {value}</source>
        <translation>Die Sicherung kann nicht gemacht werden: {value}</translation>
    </message>
    <message>
        <source>The folder for backups, {folder}, is not there: is its disk connected?</source>
        <translation>Der Ordner für Sicherungen, {folder}, ist nicht da: Ist sein Datenträger angeschlossen?</translation>
    </message>
    <message>
        <source>There is nothing to back up in {profile} yet</source>
        <translation>In {profile} gibt es noch nichts zu sichern</translation>
    </message>
    <message>
        <source>The backup was opened again and does not hold what the shop holds</source>
        <translation>Die Sicherung wurde wieder geöffnet und enthält nicht, was das Geschäft enthält</translation>
    </message>
    <message>
        <source>{name} does not hold what it says: take another backup</source>
        <translation>{name} enthält nicht, was es sagt: Nehmen Sie eine andere Sicherung</translation>
    </message>
    <message>
        <source>Another backup is being made just now: try again later</source>
        <translation>Gerade wird eine andere Sicherung gemacht: Versuchen Sie es später noch einmal</translation>
    </message>
    <message>
        <source>There is no room for a backup in {place}: {strerror}</source>
        <translation>In {place} ist kein Platz für eine Sicherung: {strerror}</translation>
    </message>
    <message>
        <source>{folder} cannot be written: {strerror}. Try again</source>
        <translation>{folder} kann nicht geschrieben werden: {strerror}. Versuchen Sie es noch einmal</translation>
    </message>
    <message>
        <source>There is a shop in {folder} already. Name another --profile; or, to keep that one aside and put the backup in its place, add --aside</source>
        <translation>In {folder} ist schon ein Geschäft. Nennen Sie ein anderes --profile; oder fügen Sie --aside hinzu, um jenes beiseitezulegen und die Sicherung an seine Stelle zu setzen</translation>
    </message>
    <message>
        <source>{parent} cannot be written: {strerror}. Try again</source>
        <translation>{parent} kann nicht geschrieben werden: {strerror}. Versuchen Sie es noch einmal</translation>
    </message>
    <message>
        <source>{listen} cannot be opened: {why}</source>
        <translation>{listen} kann nicht geöffnet werden: {why}</translation>
    </message>
    <message>
        <source>first address of {codes}: {first} ({kind})</source>
        <translation>erste Adresse von {codes}: {first} ({kind})</translation>
    </message>
    <message>
        <source>{code} is paid: {policy}</source>
        <translation>{code} ist bezahlt: {policy}</translation>
    </message>
    <message>
        <source>no answer within {patience_s} seconds</source>
        <translation>keine Antwort innerhalb von {patience_s} Sekunden</translation>
    </message>
    <message>
        <source>rate of {code}</source>
        <translation>Kurs von {code}</translation>
    </message>
    <message>
        <source>“{listen}” is not HOST:PORT, such as 127.0.0.1:8888</source>
        <translation>„{listen}“ ist nicht HOST:PORT, etwa 127.0.0.1:8888</translation>
    </message>
    <message>
        <source>{name} is not valid TOML: {why}</source>
        <translation>{name} ist kein gültiges TOML: {why}</translation>
    </message>
    <message>
        <source>{name}: {section} is not a table</source>
        <translation>{name}: {section} ist keine Tabelle</translation>
    </message>
    <message>
        <source>shop.expiry_minutes: {expiry_minutes} is not {least} to {most}</source>
        <translation>shop.expiry_minutes: {expiry_minutes} ist nicht {least} bis {most}</translation>
    </message>
    <message>
        <source>shop.currency: “{currency}” is not three capital letters, such as EUR</source>
        <translation>shop.currency: „{currency}“ sind nicht drei Großbuchstaben, etwa EUR</translation>
    </message>
    <message>
        <source>practice.block_s: {block_s} is not 0 or more</source>
        <translation>practice.block_s: {block_s} ist nicht 0 oder mehr</translation>
    </message>
    <message>
        <source>window.language: “{language}” is none of {known}</source>
        <translation>window.language: „{language}“ ist keines von {known}</translation>
    </message>
    <message>
        <source>window.region: “{region}” is not two capital letters, such as CH</source>
        <translation>window.region: „{region}“ sind nicht zwei Großbuchstaben, etwa CH</translation>
    </message>
    <message>
        <source>window.volume: {volume} is not 0 to {loudest}</source>
        <translation>window.volume: {volume} ist nicht 0 bis {loudest}</translation>
    </message>
    <message>
        <source>updates.url: this is not an address such as https://florin.example/update.json</source>
        <translation>updates.url: Das ist keine Adresse wie https://florin.example/update.json</translation>
    </message>
    <message>
        <source>updates.key: is missing; it says whose word is believed</source>
        <translation>updates.key: fehlt; er sagt, wessen Wort geglaubt wird</translation>
    </message>
    <message>
        <source>backup.folder: “{folder}” is not a whole path, such as /media/stick/florin</source>
        <translation>backup.folder: „{folder}“ ist kein ganzer Pfad wie /media/stick/florin</translation>
    </message>
    <message>
        <source>backup.hour: {hour} is not 0 to {last_hour}</source>
        <translation>backup.hour: {hour} ist nicht 0 bis {last_hour}</translation>
    </message>
    <message>
        <source>backup.keep: {keep} is not {fewest_kept} or more</source>
        <translation>backup.keep: {keep} ist nicht {fewest_kept} oder mehr</translation>
    </message>
    <message>
        <source>rates.spread: together with rates.last_good_percent it must leave something to pay</source>
        <translation>rates.spread: Zusammen mit rates.last_good_percent muss etwas zum Zahlen übrig bleiben</translation>
    </message>
    <message>
        <source>server.public_url: this is not an address such as https://pay.shop.example</source>
        <translation>server.public_url: Das ist keine Adresse wie https://pay.shop.example</translation>
    </message>
    <message>
        <source>librepay.expire_date: “{expire_date}” is not unix or iso</source>
        <translation>librepay.expire_date: „{expire_date}“ ist nicht unix oder iso</translation>
    </message>
    <message>
        <source>librepay.secret: has fewer than {shortest_secret} letters: others may guess it</source>
        <translation>librepay.secret: hat weniger als {shortest_secret} Zeichen: Andere könnten es erraten</translation>
    </message>
    <message>
        <source>there is no setting {where}{key}; {meant}</source>
        <translation>es gibt keine Einstellung {where}{key}; {meant}</translation>
    </message>
    <message>
        <source>server.listen: {text}</source>
        <translation>server.listen: {text}</translation>
    </message>
    <message>
        <source>updates.key: {text}</source>
        <translation>updates.key: {text}</translation>
    </message>
    <message>
        <source>rates.{key}: {seconds} is not {shortest_age_s} or more</source>
        <translation>rates.{key}: {seconds} ist nicht {shortest_age_s} oder mehr</translation>
    </message>
    <message>
        <source>rates.{key}: {percent} is not {least} to {largest_share} per cent</source>
        <translation>rates.{key}: {percent} ist nicht {least} bis {largest_share} Prozent</translation>
    </message>
    <message>
        <source>rates.currencies: “{currency}” is not three capital letters, such as EUR</source>
        <translation>rates.currencies: „{currency}“ sind nicht drei Großbuchstaben, etwa EUR</translation>
    </message>
    <message>
        <source>rates.fixed.{code}: “{price}” is no price</source>
        <translation>rates.fixed.{code}: „{price}“ ist kein Preis</translation>
    </message>
    <message>
        <source>rates.{name}_url: this is not an address such as https://rates.example</source>
        <translation>rates.{name}_url: Das ist keine Adresse wie https://rates.example</translation>
    </message>
    <message>
        <source>rates.{key}: a key has only letters, digits and signs, and no spaces</source>
        <translation>rates.{key}: Ein Schlüssel hat nur Buchstaben, Ziffern und Zeichen und keine Leerzeichen</translation>
    </message>
    <message>
        <source>checkout.frame_ancestors: “{origin}” is not such as https://shop.example</source>
        <translation>checkout.frame_ancestors: „{origin}“ ist nicht wie https://shop.example</translation>
    </message>
    <message>
        <source>server.{key}: “{place}” is no address and no range such as 192.168.1.0/24</source>
        <translation>server.{key}: „{place}“ ist keine Adresse und kein Bereich wie 192.168.1.0/24</translation>
    </message>
    <message>
        <source>librepay.listen: {text}</source>
        <translation>librepay.listen: {text}</translation>
    </message>
    <message>
        <source>{path} cannot be written: {why}</source>
        <translation>{path} kann nicht geschrieben werden: {why}</translation>
    </message>
    <message>
        <source>{name}: {keys} cannot be changed without harming the rest; change it by hand</source>
        <translation>{name}: {keys} kann nicht geändert werden, ohne dem Rest zu schaden; ändern Sie es von Hand</translation>
    </message>
    <message>
        <source>{name}: {keys}: half a letter is in it, which no file can hold</source>
        <translation>{name}: {keys}: Darin ist ein halbes Zeichen, das keine Datei aufnehmen kann</translation>
    </message>
    <message>
        <source>{key}: {section} is not a table</source>
        <translation>{key}: {section} ist keine Tabelle</translation>
    </message>
    <message>
        <source>The support file {path} cannot be written: {strerror}</source>
        <translation>Die Support-Datei {path} kann nicht geschrieben werden: {strerror}</translation>
    </message>
    <message>
        <source>The files cannot be written to {folder}: {strerror}</source>
        <translation>Die Dateien können nicht nach {folder} geschrieben werden: {strerror}</translation>
    </message>
    <message>
        <source>{section}.wallet: {words}</source>
        <translation>{section}.wallet: {words}</translation>
    </message>
    <message>
        <source>{name}: name the shop&apos;s own node as rpc, or Electrum servers as electrum</source>
        <translation>{name}: Nennen Sie den eigenen Node als rpc oder Electrum-Server als electrum</translation>
    </message>
    <message>
        <source>{section}.key is missing: put the extended public key of your account there (xpub, zpub …) or its descriptor, so that every customer gets an address of their own</source>
        <translation>{section}.key fehlt: Tragen Sie dort den erweiterten öffentlichen Schlüssel Ihres Kontos ein (xpub, zpub …) oder seinen Deskriptor, damit jeder Kunde eine eigene Adresse bekommt</translation>
    </message>
    <message>
        <source>{section}.key: {text}</source>
        <translation>{section}.key: {text}</translation>
    </message>
    <message>
        <source>{section}.script: “{text}” is none of {kinds}</source>
        <translation>{section}.script: „{text}“ ist keines von {kinds}</translation>
    </message>
    <message>
        <source>node is the wallet of the shop&apos;s own node, and {name}.rpc names none</source>
        <translation>node ist die Wallet des eigenen Nodes, und {name}.rpc nennt keinen</translation>
    </message>
    <message>
        <source>names {servers} of them, and {electrum_least} must agree. Name more; if it is your own server, set electrum_least = 1</source>
        <translation>nennt {servers} davon, und {electrum_least} müssen übereinstimmen. Nennen Sie mehr; ist es Ihr eigener Server, setzen Sie electrum_least = 1</translation>
    </message>
    <message>
        <source>a chain of Bitcoin&apos;s kind</source>
        <translation>eine Chain nach Art von Bitcoin</translation>
    </message>
    <message>
        <source>is missing: the node lets in rpc_user with rpc_password, or its cookie file</source>
        <translation>fehlt: Der Node lässt rpc_user mit rpc_password herein oder seine Cookie-Datei</translation>
    </message>
    <message>
        <source>is written as http://127.0.0.1:8332</source>
        <translation>wird geschrieben als http://127.0.0.1:8332</translation>
    </message>
    <message>
        <source>{name}, electrum {name2}</source>
        <translation>{name}, Electrum {name2}</translation>
    </message>
    <message>
        <source>must be at least 1</source>
        <translation>muss mindestens 1 sein</translation>
    </message>
    <message>
        <source>addresses of the kind {script}, path {network}</source>
        <translation>Adressen der Art {script}, Pfad {network}</translation>
    </message>
    <message>
        <source>the key does not tell the kind of its addresses; {script} was taken. If the first address is not that of your wallet, set script to pkh, sh(wpkh) or tr</source>
        <translation>der Schlüssel verrät die Art seiner Adressen nicht; {script} wurde angenommen. Ist die erste Adresse nicht die Ihrer Wallet, setzen Sie script auf pkh, sh(wpkh) oder tr</translation>
    </message>
    <message>
        <source>is missing: {key} belongs to the shop&apos;s own node</source>
        <translation>fehlt: {key} gehört zum eigenen Node</translation>
    </message>
    <message>
        <source>{name}, rpc</source>
        <translation>{name}, rpc</translation>
    </message>
    <message>
        <source>{name}.http is missing: name at least one node to watch it with</source>
        <translation>{name}.http fehlt: Nennen Sie mindestens einen Node zum Beobachten</translation>
    </message>
    <message>
        <source>wallets.evm.xpub is missing: put the extended public key of your Ethereum account (m/44&apos;/60&apos;/0&apos;) there, so that every customer gets an address of their own</source>
        <translation>wallets.evm.xpub fehlt: Tragen Sie dort den erweiterten öffentlichen Schlüssel Ihres Ethereum-Kontos (m/44&apos;/60&apos;/0&apos;) ein, damit jeder Kunde eine eigene Adresse bekommt</translation>
    </message>
    <message>
        <source>wallets.evm.xpub: {text}</source>
        <translation>wallets.evm.xpub: {text}</translation>
    </message>
    <message>
        <source>cannot be used ({name})</source>
        <translation>kann nicht benutzt werden ({name})</translation>
    </message>
    <message>
        <source>it serves eip155:{served}</source>
        <translation>er bedient eip155:{served}</translation>
    </message>
    <message>
        <source>{path} is there already: move it away first, if its wallet is empty</source>
        <translation>{path} ist schon da: Legen Sie die Datei zuerst woanders hin, wenn ihre Wallet leer ist</translation>
    </message>
    <message>
        <source>These are the words of wallets.evm, whose first address is shown to a customer: a refund wallet needs words of its own</source>
        <translation>Das sind die Wörter von wallets.evm, deren erste Adresse einem Kunden gezeigt wird: Eine Rückzahlungs-Wallet braucht eigene Wörter</translation>
    </message>
    <message>
        <source>{path} cannot be written: {strerror}</source>
        <translation>{path} kann nicht geschrieben werden: {strerror}</translation>
    </message>
    <message>
        <source>the addresses of one Ethereum account, usually m/44&apos;/60&apos;/0&apos;/0/0</source>
        <translation>die Adressen eines Ethereum-Kontos, meist m/44&apos;/60&apos;/0&apos;/0/0</translation>
    </message>
    <message>
        <source>an EVM chain</source>
        <translation>eine EVM-Chain</translation>
    </message>
    <message>
        <source>is written as {scheme}s://host or {scheme}://host:port</source>
        <translation>wird geschrieben als {scheme}s://host oder {scheme}://host:port</translation>
    </message>
    <message>
        <source>{name}, http {number}</source>
        <translation>{name}, http {number}</translation>
    </message>
    <message>
        <source>{name}, ws</source>
        <translation>{name}, ws</translation>
    </message>
    <message>
        <source>means nothing for {kind}; known are {known}</source>
        <translation>bedeutet nichts für {kind}; bekannt sind {known}</translation>
    </message>
    <message>
        <source>{place}.address is missing: put your wallet&apos;s primary address there, and its private view key as view_key; Florin never needs the spend key</source>
        <translation>{place}.address fehlt: Tragen Sie dort die Hauptadresse Ihrer Wallet ein und ihren privaten Ansichtsschlüssel als view_key; den Ausgabeschlüssel braucht Florin nie</translation>
    </message>
    <message>
        <source>{place}.restore_height: cannot be below zero</source>
        <translation>{place}.restore_height: kann nicht unter null liegen</translation>
    </message>
    <message>
        <source>refunds.{code}.restore_height: cannot be below zero</source>
        <translation>refunds.{code}.restore_height: kann nicht unter null liegen</translation>
    </message>
    <message>
        <source>refunds.{code}.wallet_rpc is missing: name the monero-wallet-rpc where the wallet that pays is open, such as http://127.0.0.1:18083</source>
        <translation>refunds.{code}.wallet_rpc fehlt: Nennen Sie das monero-wallet-rpc, in dem die zahlende Wallet offen ist, etwa http://127.0.0.1:18083</translation>
    </message>
    <message>
        <source>refunds.{code}: wallet_rpc means nothing with wallet “keystore”: keep one of them</source>
        <translation>refunds.{code}: wallet_rpc bedeutet nichts mit der Wallet „keystore“: Behalten Sie eines davon</translation>
    </message>
    <message>
        <source>{name}.daemon is missing: name a Monero node, such as http://127.0.0.1:18081</source>
        <translation>{name}.daemon fehlt: Nennen Sie einen Monero-Node, etwa http://127.0.0.1:18081</translation>
    </message>
    <message>
        <source>{section}: view_key and view_key_file: keep one of them</source>
        <translation>{section}: view_key und view_key_file: Behalten Sie eines davon</translation>
    </message>
    <message>
        <source>{section}.view_key_file: {path} cannot be read</source>
        <translation>{section}.view_key_file: {path} kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>subaddresses of the primary account, number 1 and on</source>
        <translation>Unteradressen des Hauptkontos, ab Nummer 1</translation>
    </message>
    <message>
        <source>{name}, wallet program</source>
        <translation>{name}, Wallet-Programm</translation>
    </message>
    <message>
        <source>{name}, daemon {number}</source>
        <translation>{name}, Daemon {number}</translation>
    </message>
    <message>
        <source>The records of this shop, {value}, are gone or empty. Put the file back, or bring the newest backup back with florin restore. To begin anew without them, choose an empty folder and a new account of your wallet.</source>
        <translation>Die Aufzeichnungen dieses Geschäfts, {value}, sind fort oder leer. Legen Sie die Datei zurück, oder holen Sie die neueste Sicherung mit florin restore zurück. Um ohne sie neu zu beginnen, wählen Sie einen leeren Ordner und ein neues Konto Ihrer Wallet.</translation>
    </message>
    <message>
        <source>There is no setting {key}</source>
        <translation>Es gibt keine Einstellung {key}</translation>
    </message>
    <message>
        <source>{key} is fixed by {variable}: change it there, or take it out there</source>
        <translation>{key} ist durch {variable} festgelegt: Ändern Sie es dort, oder nehmen Sie es dort heraus</translation>
    </message>
    <message>
        <source>There is no table of settings called {table}</source>
        <translation>Es gibt keine Tabelle von Einstellungen namens {table}</translation>
    </message>
    <message>
        <source>“{typed}” is not a whole number</source>
        <translation>„{typed}“ ist keine ganze Zahl</translation>
    </message>
    <message>
        <source>“{typed}” is not a number, such as 0.5</source>
        <translation>„{typed}“ ist keine Zahl, etwa 0.5</translation>
    </message>
    <message>
        <source>“{typed}” may mean thousands: write {fine} or {coarse}</source>
        <translation>„{typed}“ kann auch Tausender meinen: Schreiben Sie {fine} oder {coarse}</translation>
    </message>
    <message>
        <source>“{shown}” is not written as BTC = 0.5</source>
        <translation>„{shown}“ ist nicht geschrieben wie BTC = 0.5</translation>
    </message>
    <message>
        <source>“{shown}” is not written as 50: 1 (up to 50 one confirmation) or as 6</source>
        <translation>„{shown}“ ist nicht geschrieben wie 50: 1 (bis 50 eine Bestätigung) oder wie 6</translation>
    </message>
    <message>
        <source>The passphrase in {path} cannot be read ({name})</source>
        <translation>Die Passphrase in {path} kann nicht gelesen werden ({name})</translation>
    </message>
    <message>
        <source>The file {path} is empty: it must hold the passphrase</source>
        <translation>Die Datei {path} ist leer: Sie muss die Passphrase enthalten</translation>
    </message>
    <message>
        <source>No invoice asks for money at {address}</source>
        <translation>Keine Rechnung verlangt Geld an {address}</translation>
    </message>
    <message>
        <source>{both} are the same chain: keep one of them</source>
        <translation>{both} sind dieselbe Chain: Behalten Sie eine davon</translation>
    </message>
    <message>
        <source>coins.{code}.tolerance: {text}</source>
        <translation>coins.{code}.tolerance: {text}</translation>
    </message>
    <message>
        <source>{where}: “{chosen}” is none of {tosender}</source>
        <translation>{where}: „{chosen}“ ist keines von {tosender}</translation>
    </message>
    <message>
        <source>{where}: nobody can tell who sent money in {code}; write “never” or nothing</source>
        <translation>{where}: Niemand kann sagen, wer Geld in {code} gesendet hat; schreiben Sie „never“ oder nichts</translation>
    </message>
    <message>
        <source>coins.{code}: {text}</source>
        <translation>coins.{code}: {text}</translation>
    </message>
    <message>
        <source>coins.{code}.confirmations: cannot be below zero</source>
        <translation>coins.{code}.confirmations: kann nicht unter null liegen</translation>
    </message>
    <message>
        <source>coins.{code}.confirmations: up_to “{up_to}” is not a price</source>
        <translation>coins.{code}.confirmations: up_to „{up_to}“ ist kein Preis</translation>
    </message>
    <message>
        <source>{where}: Florin does not know this name; {hint}</source>
        <translation>{where}: Florin kennt diesen Namen nicht; {hint}</translation>
    </message>
    <message>
        <source>did you mean {value}?</source>
        <translation>meinten Sie {value}?</translation>
    </message>
    <message>
        <source>known are {known}</source>
        <translation>bekannt sind {known}</translation>
    </message>
    <message>
        <source>must be at least {least_poll_s}</source>
        <translation>muss mindestens {least_poll_s} sein</translation>
    </message>
    <message>
        <source>cannot be below zero</source>
        <translation>kann nicht unter null liegen</translation>
    </message>
    <message>
        <source>No coin is switched on in {config}. Add one, or use --practice.</source>
        <translation>In {config} ist kein Coin eingeschaltet. Fügen Sie einen hinzu, oder benutzen Sie --practice.</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be written: {why}</source>
        <translation>In den Ordner {folder} kann nicht geschrieben werden: {why}</translation>
    </message>
    <message>
        <source>Florin is already open with the folder {folder}. Close it there first.</source>
        <translation>Florin ist mit dem Ordner {folder} schon offen. Schließen Sie es dort zuerst.</translation>
    </message>
    <message>
        <source>The secret in {path} cannot be read: {why}</source>
        <translation>Das Geheimnis in {path} kann nicht gelesen werden: {why}</translation>
    </message>
    <message>
        <source>{path} does not hold 64 hex digits. Put its backup back, or delete it for a new one.</source>
        <translation>{path} enthält keine 64 Hex-Ziffern. Legen Sie die Sicherung zurück, oder löschen Sie die Datei für ein neues Geheimnis.</translation>
    </message>
    <message>
        <source>A secret cannot be kept in {path}: {why}</source>
        <translation>Ein Geheimnis kann in {path} nicht aufbewahrt werden: {why}</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be made: {why}</source>
        <translation>Der Ordner {folder} kann nicht angelegt werden: {why}</translation>
    </message>
    <message>
        <source>{target} cannot be written: {strerror}</source>
        <translation>{target} kann nicht geschrieben werden: {strerror}</translation>
    </message>
    <message>
        <source>{target} is there already: name another file</source>
        <translation>{target} ist schon da: Nennen Sie eine andere Datei</translation>
    </message>
    <message>
        <source>There is no refund {refund_id}</source>
        <translation>Es gibt keine Rückzahlung {refund_id}</translation>
    </message>
    <message>
        <source>Only coins of Bitcoin&apos;s kind, while they are on offer, have files to sign</source>
        <translation>Nur Coins nach Art von Bitcoin haben, solange sie angeboten werden, Dateien zum Unterschreiben</translation>
    </message>
    <message>
        <source>Florin itself pays refunds in {code}. To pay them by hand, set refunds.{code}.mode = &quot;manual&quot;, and open the till again.</source>
        <translation>Florin selbst zahlt Rückzahlungen in {code}. Um sie von Hand zu zahlen, setzen Sie refunds.{code}.mode = &quot;manual&quot; und öffnen Sie die Kasse neu.</translation>
    </message>
    <message>
        <source>rates.fixed.{code}: “{text}” is no price</source>
        <translation>rates.fixed.{code}: „{text}“ ist kein Preis</translation>
    </message>
    <message>
        <source>rates.spread.{code}: Florin does not know this coin; known are</source>
        <translation>rates.spread.{code}: Florin kennt diesen Coin nicht; bekannt sind</translation>
    </message>
    <message>
        <source>The till is open: decide it there, or by its door POST /api/v1/refunds/…</source>
        <translation>Die Kasse ist offen: Entscheiden Sie es dort oder über ihre Schnittstelle POST /api/v1/refunds/…</translation>
    </message>
    <message>
        <source>There is no refund wallet for {code}; {words}</source>
        <translation>Es gibt keine Rückzahlungs-Wallet für {code}; {words}</translation>
    </message>
    <message>
        <source>No coin of the chain of {code} is switched on</source>
        <translation>Kein Coin der Chain von {code} ist eingeschaltet</translation>
    </message>
    <message>
        <source>refunds.{name}.wallet: “{wallet}” is none of {known}</source>
        <translation>refunds.{name}.wallet: „{wallet}“ ist keines von {known}</translation>
    </message>
    <message>
        <source>refunds.{code}: the refund wallet of {own} signs for it; write it there</source>
        <translation>refunds.{code}: Die Rückzahlungs-Wallet von {own} unterschreibt dafür; tragen Sie es dort ein</translation>
    </message>
    <message>
        <source>refunds.{name}.wallet: {words}</source>
        <translation>refunds.{name}.wallet: {words}</translation>
    </message>
    <message>
        <source>refunds.{code}.mode: “{mode}” is none of {mode2}</source>
        <translation>refunds.{code}.mode: „{mode}“ ist keines von {mode2}</translation>
    </message>
    <message>
        <source>refunds.{code}.daily_limit: “{text}” is not a price, such as 200</source>
        <translation>refunds.{code}.daily_limit: „{text}“ ist kein Preis, etwa 200</translation>
    </message>
    <message>
        <source>refunds.{code}.daily_limit: “{text}” may mean thousands: write it without a point</source>
        <translation>refunds.{code}.daily_limit: „{text}“ kann auch Tausender meinen: Schreiben Sie es ohne Punkt</translation>
    </message>
    <message>
        <source>Florin sells with this shop in another window. Close it there first.</source>
        <translation>Florin verkauft mit diesem Geschäft in einem anderen Fenster. Schließen Sie es dort zuerst.</translation>
    </message>
    <message>
        <source>{path} cannot be read: it is no file</source>
        <translation>{path} kann nicht gelesen werden: Es ist keine Datei</translation>
    </message>
    <message>
        <source>{path} cannot be read: {words}</source>
        <translation>{path} kann nicht gelesen werden: {words}</translation>
    </message>
    <message>
        <source>This file is too large for a list of products</source>
        <translation>Diese Datei ist zu groß für eine Artikelliste</translation>
    </message>
    <message>
        <source>The file has lines that are wrong: correct them first</source>
        <translation>Die Datei hat falsche Zeilen: Berichtigen Sie diese zuerst</translation>
    </message>
    <message>
        <source>No coin is set up yet: without one there is nothing to be paid in.</source>
        <translation>Noch ist kein Coin eingerichtet: Ohne einen kann nichts bezahlt werden.</translation>
    </message>
    <message>
        <source>Choose a PIN first: without one anybody at the till could change where the money goes.</source>
        <translation>Wählen Sie zuerst eine PIN: Ohne sie könnte jeder an der Kasse ändern, wohin das Geld geht.</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be written: {strerror}</source>
        <translation>In den Ordner {folder} kann nicht geschrieben werden: {strerror}</translation>
    </message>
    <message>
        <source>{path} cannot be read: there is no such folder</source>
        <translation>{path} kann nicht gelesen werden: Einen solchen Ordner gibt es nicht</translation>
    </message>
    <message>
        <source>This shop is open and selling: a backup is put into a new profile</source>
        <translation>Dieses Geschäft ist offen und verkauft: Eine Sicherung kommt in ein neues Profil</translation>
    </message>
    <message>
        <source>There is a shop here already: a backup is put into a new profile</source>
        <translation>Hier ist schon ein Geschäft: Eine Sicherung kommt in ein neues Profil</translation>
    </message>
    <message>
        <source>Paste your account&apos;s extended public key, or scan its code.</source>
        <translation>Fügen Sie den erweiterten öffentlichen Schlüssel Ihres Kontos ein, oder scannen Sie seinen Code.</translation>
    </message>
    <message>
        <source>No answer within {patience_s} seconds</source>
        <translation>Keine Antwort innerhalb von {patience_s} Sekunden</translation>
    </message>
    <message>
        <source>Gather it at an address that no customer sees: not one that Florin gives away</source>
        <translation>Sammeln Sie es an einer Adresse, die kein Kunde sieht: nicht an einer, die Florin vergibt</translation>
    </message>
    <message>
        <source>{named}: name coins that this shop takes, all of one chain. There are: {known}</source>
        <translation>{named}: Nennen Sie Coins dieses Geschäfts, alle von einer Chain. Es gibt: {known}</translation>
    </message>
    <message>
        <source>The money of {name} needs no sweep: your own wallet has it together already</source>
        <translation>Das Geld von {name} muss nicht gesammelt werden: Ihre eigene Wallet hat es schon beisammen</translation>
    </message>
    <message>
        <source>There is no key for {address} without the seed</source>
        <translation>Ohne den Seed gibt es keinen Schlüssel für {address}</translation>
    </message>
    <message>
        <source>{folder} is just being changed by another program. Try again in a moment.</source>
        <translation>{folder} wird gerade von einem anderen Programm geändert. Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>The system&apos;s keyring has no passphrase of this wallet</source>
        <translation>Der Schlüsselbund des Systems hat keine Passphrase dieser Wallet</translation>
    </message>
    <message>
        <source>The system&apos;s keyring cannot be used ({name})</source>
        <translation>Der Schlüsselbund des Systems kann nicht benutzt werden ({name})</translation>
    </message>
    <message>
        <source>This is not an address of {title}, or it is mistyped</source>
        <translation>Das ist keine Adresse von {title}, oder sie ist vertippt</translation>
    </message>
    <message>
        <source>This is not an address of {title}: it is empty, too long or has odd signs</source>
        <translation>Das ist keine Adresse von {title}: Sie ist leer, zu lang oder hat seltsame Zeichen</translation>
    </message>
    <message>
        <source>This address is mistyped: its checksum is wrong</source>
        <translation>Diese Adresse ist vertippt: Die Prüfsumme stimmt nicht</translation>
    </message>
    <message>
        <source>This is an address of another chain, not of {title}</source>
        <translation>Das ist eine Adresse einer anderen Chain, nicht von {title}</translation>
    </message>
    <message>
        <source>This is an address of {title}, not of {title2}</source>
        <translation>Das ist eine Adresse von {title}, nicht von {title2}</translation>
    </message>
    <message>
        <source>This address mixes capital and small letters: it is mistyped</source>
        <translation>Diese Adresse mischt Groß- und Kleinbuchstaben: Sie ist vertippt</translation>
    </message>
    <message>
        <source>What was given as block {hash} is another one</source>
        <translation>Was als Block {hash} kam, ist ein anderer</translation>
    </message>
    <message>
        <source>Block {hash} was given with transactions that are not its own</source>
        <translation>Block {hash} kam mit Transaktionen, die nicht seine sind</translation>
    </message>
    <message>
        <source>{name}: the node is behind: at block {blocks}, which was read up to {height} before</source>
        <translation>{name}: Der Node ist zurück: bei Block {blocks}, gelesen war schon bis {height}</translation>
    </message>
    <message>
        <source>{name}: the chain changed while it was read</source>
        <translation>{name}: Die Chain änderte sich beim Lesen</translation>
    </message>
    <message>
        <source>{name}: the node has not come to the fork of {title} yet</source>
        <translation>{name}: Der Node ist noch nicht bei der Abspaltung von {title}</translation>
    </message>
    <message>
        <source>The node {name} serves {found}, but {title} is configured. Correct the node&apos;s address or the chain.</source>
        <translation>Der Node {name} bedient {found}, eingestellt ist aber {title}. Berichtigen Sie die Adresse des Nodes oder die Chain.</translation>
    </message>
    <message>
        <source>{name}: block {first} is to be read, but the node has thrown away all below {pruneheight}. Let it download them again, or use another source.</source>
        <translation>{name}: Block {first} soll gelesen werden, aber der Node hat alles unter {pruneheight} weggeworfen. Lassen Sie ihn diese Blöcke neu laden, oder benutzen Sie eine andere Quelle.</translation>
    </message>
    <message>
        <source>A node&apos;s address is like http://127.0.0.1:8332</source>
        <translation>Die Adresse eines Nodes ist wie http://127.0.0.1:8332</translation>
    </message>
    <message>
        <source>{name}: the node answers nonsense: {why}</source>
        <translation>{name}: Der Node antwortet Unsinn: {why}</translation>
    </message>
    <message>
        <source>{name}: the node is still starting: {value}</source>
        <translation>{name}: Der Node startet noch: {value}</translation>
    </message>
    <message>
        <source>{name}: the answer is not JSON-RPC; is it the node&apos;s address?</source>
        <translation>{name}: Die Antwort ist kein JSON-RPC; ist es die Adresse des Nodes?</translation>
    </message>
    <message>
        <source>{name}: the node answers other questions than were asked</source>
        <translation>{name}: Der Node beantwortet andere Fragen, als gestellt wurden</translation>
    </message>
    <message>
        <source>{name}: no answer within {timeout_s} s</source>
        <translation>{name}: keine Antwort innerhalb von {timeout_s} s</translation>
    </message>
    <message>
        <source>{name}: cannot be reached ({name2})</source>
        <translation>{name}: nicht erreichbar ({name2})</translation>
    </message>
    <message>
        <source>{name}: the node says {status}: {value}</source>
        <translation>{name}: Der Node sagt {status}: {value}</translation>
    </message>
    <message>
        <source>{name}: the answer does not end</source>
        <translation>{name}: Die Antwort hört nicht auf</translation>
    </message>
    <message>
        <source>it does not let this computer in (see its options rpcallowip and rpcwhitelist)</source>
        <translation>er lässt diesen Rechner nicht herein (siehe seine Optionen rpcallowip und rpcwhitelist)</translation>
    </message>
    <message>
        <source>it is too busy now</source>
        <translation>er ist gerade zu beschäftigt</translation>
    </message>
    <message>
        <source>{name}: the node declines: {value}</source>
        <translation>{name}: Der Node lehnt ab: {value}</translation>
    </message>
    <message>
        <source>{name}: the node does not accept the user, password or cookie</source>
        <translation>{name}: Der Node nimmt Benutzer, Passwort oder Cookie nicht an</translation>
    </message>
    <message>
        <source>Basic {letter}</source>
        <translation>Basic {letter}</translation>
    </message>
    <message>
        <source>{name}: the cookie file {cookie} cannot be read; does the node run?</source>
        <translation>{name}: Die Cookie-Datei {cookie} kann nicht gelesen werden; läuft der Node?</translation>
    </message>
    <message>
        <source>A watched address cannot be read: {address}: {text}</source>
        <translation>Eine beobachtete Adresse ist nicht lesbar: {address}: {text}</translation>
    </message>
    <message>
        <source>{name}: the answer is not hexadecimal</source>
        <translation>{name}: Die Antwort ist nicht hexadezimal</translation>
    </message>
    <message>
        <source>The key says that its addresses are of the kind {script}, but the setting says {script2}. Leave the setting away, or export the other key.</source>
        <translation>Der Schlüssel sagt, seine Adressen seien von der Art {script}, die Einstellung sagt aber {script2}. Lassen Sie die Einstellung weg, oder exportieren Sie den anderen Schlüssel.</translation>
    </message>
    <message>
        <source>{title} has no addresses of the kind {script}</source>
        <translation>{title} hat keine Adressen der Art {script}</translation>
    </message>
    <message>
        <source>Florin does not know this kind of descriptor, or it is mistyped. It knows those of a single key: pkh(KEY/0/*), sh(wpkh(KEY/0/*)), wpkh(KEY/0/*), tr(KEY/0/*), the KEY with or without its origin, such as [d34db33f/84h/0h/0h]xpub….</source>
        <translation>Florin kennt diese Art von Deskriptor nicht, oder er ist vertippt. Es kennt die eines einzelnen Schlüssels: pkh(KEY/0/*), sh(wpkh(KEY/0/*)), wpkh(KEY/0/*), tr(KEY/0/*), KEY mit oder ohne Herkunft, etwa [d34db33f/84h/0h/0h]xpub….</translation>
    </message>
    <message>
        <source>This extended public key is of depth {depth}, which does not tell where its addresses are. Export that of your account, m/{purpose}&apos;/{bip44_coin}&apos;/0&apos;, or a descriptor, such as wpkh(KEY/0/*).</source>
        <translation>Dieser erweiterte öffentliche Schlüssel hat die Tiefe {depth}, was nicht sagt, wo seine Adressen liegen. Exportieren Sie den Ihres Kontos, m/{purpose}&apos;/{bip44_coin}&apos;/0&apos;, oder einen Deskriptor, etwa wpkh(KEY/0/*).</translation>
    </message>
    <message>
        <source>This descriptor is mistyped: its checksum (after #) does not fit, or its key does not start with xpub or tpub. A ypub or zpub can be given alone, without a descriptor.</source>
        <translation>Dieser Deskriptor ist vertippt: Seine Prüfsumme (nach #) passt nicht, oder sein Schlüssel beginnt nicht mit xpub oder tpub. Ein ypub oder zpub kann allein angegeben werden, ohne Deskriptor.</translation>
    </message>
    <message>
        <source>This is neither an extended public key of {title} nor a descriptor, or it is mistyped. Such a key starts with xpub, ypub or zpub and has 111 letters and digits.</source>
        <translation>Das ist weder ein erweiterter öffentlicher Schlüssel von {title} noch ein Deskriptor, oder es ist vertippt. Ein solcher Schlüssel beginnt mit xpub, ypub oder zpub und hat 111 Buchstaben und Ziffern.</translation>
    </message>
    <message>
        <source>Florin does not know this kind of extended key for {title}. Export the public key of an account with a single signature.</source>
        <translation>Florin kennt diese Art von erweitertem Schlüssel für {title} nicht. Exportieren Sie den öffentlichen Schlüssel eines Kontos mit einer einzelnen Unterschrift.</translation>
    </message>
    <message>
        <source>This is a key of {home}, not of {title}</source>
        <translation>Das ist ein Schlüssel von {home}, nicht von {title}</translation>
    </message>
    <message>
        <source>a test network</source>
        <translation>ein Testnetz</translation>
    </message>
    <message>
        <source>this computer was asleep: the servers are asked anew</source>
        <translation>dieser Rechner hat geschlafen: Die Server werden neu gefragt</translation>
    </message>
    <message>
        <source>the servers are only at block {height}</source>
        <translation>die Server sind erst bei Block {height}</translation>
    </message>
    <message>
        <source>the servers do not know block {hash}, which was read before</source>
        <translation>die Server kennen Block {hash} nicht, der schon gelesen wurde</translation>
    </message>
    <message>
        <source>the servers went away</source>
        <translation>die Server sind weg</translation>
    </message>
    <message>
        <source>on another branch since block {value}</source>
        <translation>auf einem anderen Zweig seit Block {value}</translation>
    </message>
    <message>
        <source>{missing} blocks behind</source>
        <translation>{missing} Blöcke zurück</translation>
    </message>
    <message>
        <source>servers are on different branches of the chain: {value}</source>
        <translation>die Server sind auf verschiedenen Zweigen der Chain: {value}</translation>
    </message>
    <message>
        <source>all of them</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>{count} of the {least} servers that must agree: {value}</source>
        <translation>{count} der {least} Server, die übereinstimmen müssen: {value}</translation>
    </message>
    <message>
        <source>{name}: the server answers nonsense: {why}</source>
        <translation>{name}: Der Server antwortet Unsinn: {why}</translation>
    </message>
    <message>
        <source>{name}: the server has had enough: {words}</source>
        <translation>{name}: Der Server hat genug: {words}</translation>
    </message>
    <message>
        <source>{name}: the answer is not JSON-RPC</source>
        <translation>{name}: Die Antwort ist kein JSON-RPC</translation>
    </message>
    <message>
        <source>the server says too much</source>
        <translation>der Server sagt zu viel</translation>
    </message>
    <message>
        <source>what answers there is no Electrum server</source>
        <translation>was dort antwortet, ist kein Electrum-Server</translation>
    </message>
    <message>
        <source>the connection was lost</source>
        <translation>die Verbindung ging verloren</translation>
    </message>
    <message>
        <source>{least} Electrum servers must agree, and {sites} are named</source>
        <translation>{least} Electrum-Server müssen übereinstimmen, und {sites} sind genannt</translation>
    </message>
    <message>
        <source>The servers have not told everything yet</source>
        <translation>Die Server haben noch nicht alles gesagt</translation>
    </message>
    <message>
        <source>The pinned certificates in {path} cannot be read: {strerror}</source>
        <translation>Die gemerkten Zertifikate in {path} können nicht gelesen werden: {strerror}</translation>
    </message>
    <message>
        <source>The pinned certificates in {path} are damaged. Delete this file: every server is then believed anew the first time.</source>
        <translation>Die gemerkten Zertifikate in {path} sind beschädigt. Löschen Sie diese Datei: Jedem Server wird dann beim ersten Mal neu geglaubt.</translation>
    </message>
    <message>
        <source>The certificate cannot be noted in {path}: {strerror}</source>
        <translation>Das Zertifikat kann in {path} nicht vermerkt werden: {strerror}</translation>
    </message>
    <message>
        <source>{name}: the server gives {raw} bytes of headers</source>
        <translation>{name}: Der Server gibt {raw} Bytes Blockköpfe</translation>
    </message>
    <message>
        <source>{name}: the server answers nonsense instead of bytes</source>
        <translation>{name}: Der Server antwortet Unsinn statt Bytes</translation>
    </message>
    <message>
        <source>{name} serves another chain than {title}</source>
        <translation>{name} bedient eine andere Chain als {title}</translation>
    </message>
    <message>
        <source>{name}: it passes {txid} off as {txid2}</source>
        <translation>{name}: gibt {txid} als {txid2} aus</translation>
    </message>
    <message>
        <source>{name}: its old headers do not lead to its new ones</source>
        <translation>{name}: Die alten Blockköpfe führen nicht zu den neuen</translation>
    </message>
    <message>
        <source>{name}: the connection was lost</source>
        <translation>{name}: Die Verbindung ging verloren</translation>
    </message>
    <message>
        <source>An Electrum server is written as ssl://host:port (or tcp://, ws://, wss://)</source>
        <translation>Ein Electrum-Server wird geschrieben als ssl://host:port (oder tcp://, ws://, wss://)</translation>
    </message>
    <message>
        <source>The Electrum server {host}:{port} takes no password</source>
        <translation>Der Electrum-Server {host}:{port} nimmt kein Passwort</translation>
    </message>
    <message>
        <source>{name}: {tx_hash} is not in block {height}</source>
        <translation>{name}: {tx_hash} ist nicht in Block {height}</translation>
    </message>
    <message>
        <source>{name}: it hides {txid}, which is in block {height}</source>
        <translation>{name}: verbirgt {txid}, die in Block {height} ist</translation>
    </message>
    <message>
        <source>{name}: {txid} has nothing to do with {address}</source>
        <translation>{name}: {txid} hat nichts mit {address} zu tun</translation>
    </message>
    <message>
        <source>The proxy is written as socks5://host:port</source>
        <translation>Der Proxy wird geschrieben als socks5://host:port</translation>
    </message>
    <message>
        <source>the certificate of {name} changed: if its owner says so, remove its line from the pinned certificates</source>
        <translation>das Zertifikat von {name} hat sich geändert: Wenn sein Betreiber das bestätigt, entfernen Sie seine Zeile aus den gemerkten Zertifikaten</translation>
    </message>
    <message>
        <source>{path} holds a refund wallet already, and is not written over</source>
        <translation>{path} enthält schon eine Rückzahlungs-Wallet und wird nicht überschrieben</translation>
    </message>
    <message>
        <source>The refund wallet needs a passphrase</source>
        <translation>Die Rückzahlungs-Wallet braucht eine Passphrase</translation>
    </message>
    <message>
        <source>There is no refund wallet yet: {path} is missing</source>
        <translation>Es gibt noch keine Rückzahlungs-Wallet: {path} fehlt</translation>
    </message>
    <message>
        <source>{name}: the node gives another transaction than {txid}</source>
        <translation>{name}: Der Node gibt eine andere Transaktion als {txid}</translation>
    </message>
    <message>
        <source>{name}: the node is searching for somebody else</source>
        <translation>{name}: Der Node sucht gerade für jemand anderen</translation>
    </message>
    <message>
        <source>This node cannot look for the money of a wallet that is not its own (scantxoutset). Set wallet = &quot;node&quot; to pay out of the node&apos;s own wallet, or read the chain from Electrum servers</source>
        <translation>Dieser Node kann nicht nach dem Geld einer fremden Wallet suchen (scantxoutset). Setzen Sie wallet = &quot;node&quot;, um aus der Wallet des Nodes zu zahlen, oder lesen Sie die Chain von Electrum-Servern</translation>
    </message>
    <message>
        <source>Its money was spent by {txid}</source>
        <translation>Sein Geld wurde durch {txid} ausgegeben</translation>
    </message>
    <message>
        <source>The payment whose change it spends was replaced</source>
        <translation>Die Zahlung, deren Wechselgeld sie ausgibt, wurde ersetzt</translation>
    </message>
    <message>
        <source>Too few servers answered about the payment: {noes}</source>
        <translation>Zu wenige Server haben zur Zahlung geantwortet: {noes}</translation>
    </message>
    <message>
        <source>No server gives the transaction {txid}</source>
        <translation>Kein Server gibt die Transaktion {txid}</translation>
    </message>
    <message>
        <source>A server gives something else than a transaction</source>
        <translation>Ein Server gibt etwas anderes als eine Transaktion</translation>
    </message>
    <message>
        <source>Its money was spent by {rival}</source>
        <translation>Sein Geld wurde durch {rival} ausgegeben</translation>
    </message>
    <message>
        <source>The keystore is damaged or was changed. Put its backup back, or move it away and restore the refund wallet from its words.</source>
        <translation>Der Schlüsselspeicher ist beschädigt oder wurde verändert. Legen Sie seine Sicherung zurück, oder legen Sie ihn beiseite und stellen Sie die Rückzahlungs-Wallet aus ihren Wörtern wieder her.</translation>
    </message>
    <message>
        <source>This is not the passphrase of the refund wallet</source>
        <translation>Das ist nicht die Passphrase der Rückzahlungs-Wallet</translation>
    </message>
    <message>
        <source>The keystore belongs to the refund wallet of another chain</source>
        <translation>Der Schlüsselspeicher gehört zur Rückzahlungs-Wallet einer anderen Chain</translation>
    </message>
    <message>
        <source>The node&apos;s wallet is locked: it wants its passphrase</source>
        <translation>Die Wallet des Nodes ist gesperrt: Sie will ihre Passphrase</translation>
    </message>
    <message>
        <source>This is not the passphrase of the node&apos;s wallet</source>
        <translation>Das ist nicht die Passphrase der Wallet des Nodes</translation>
    </message>
    <message>
        <source>{name}: the node&apos;s wallet does not have all keys</source>
        <translation>{name}: Die Wallet des Nodes hat nicht alle Schlüssel</translation>
    </message>
    <message>
        <source>The network does not take the payment: {value}</source>
        <translation>Das Netzwerk nimmt die Zahlung nicht an: {value}</translation>
    </message>
    <message>
        <source>The network&apos;s fee would leave nothing of {words} to send back</source>
        <translation>Die Netzwerkgebühr ließe nichts von {words} zum Zurückzahlen übrig</translation>
    </message>
    <message>
        <source>The refund wallet waits for its own money: the next block brings it</source>
        <translation>Die Rückzahlungs-Wallet wartet auf ihr eigenes Geld: Der nächste Block bringt es</translation>
    </message>
    <message>
        <source>The refund wallet has {there} {code} to spend and {amount} are needed: send at least {missing} {code} to {value}</source>
        <translation>Die Rückzahlungs-Wallet hat {there} {code} zum Ausgeben, und {amount} werden gebraucht: Senden Sie mindestens {missing} {code} an {value}</translation>
    </message>
    <message>
        <source>The refund wallet&apos;s money is in too many small pieces: send at least {amount} {code} in one payment to {value}</source>
        <translation>Das Geld der Rückzahlungs-Wallet liegt in zu vielen kleinen Stücken: Senden Sie mindestens {amount} {code} in einer Zahlung an {value}</translation>
    </message>
    <message>
        <source>What {txid} spends is not what it was</source>
        <translation>Was {txid} ausgibt, ist nicht mehr, was es war</translation>
    </message>
    <message>
        <source>Wallets of {title} do not read this kind of file: pay by the QR code</source>
        <translation>Wallets von {title} lesen diese Art von Datei nicht: Zahlen Sie mit dem QR-Code</translation>
    </message>
    <message>
        <source>What came in is less than what shall go back</source>
        <translation>Was hereinkam, ist weniger, als zurückgehen soll</translation>
    </message>
    <message>
        <source>The network&apos;s fee would leave nothing to send back</source>
        <translation>Die Netzwerkgebühr ließe nichts zum Zurückzahlen übrig</translation>
    </message>
    <message>
        <source>The wallet&apos;s key does not tell its addresses for change. Set the key of the whole account, or pay by the QR code.</source>
        <translation>Der Schlüssel der Wallet verrät ihre Wechselgeldadressen nicht. Setzen Sie den Schlüssel des ganzen Kontos, oder zahlen Sie mit dem QR-Code.</translation>
    </message>
    <message>
        <source>{txid}:{vout} is not at an address of this wallet</source>
        <translation>{txid}:{vout} liegt an keiner Adresse dieser Wallet</translation>
    </message>
    <message>
        <source>{name}: blocks are still being read, {last} of {blocks}</source>
        <translation>{name}: Blöcke werden noch gelesen, {last} von {blocks}</translation>
    </message>
    <message>
        <source>The refund wallet is locked: it wants its passphrase</source>
        <translation>Die Rückzahlungs-Wallet ist gesperrt: Sie will ihre Passphrase</translation>
    </message>
    <message>
        <source>Nobody can be paid at this kind of address</source>
        <translation>An diese Art von Adresse kann niemand bezahlt werden</translation>
    </message>
    <message>
        <source>“{chain}” is no chain that Florin knows; known are {known}</source>
        <translation>„{chain}“ ist keine Chain, die Florin kennt; bekannt sind {known}</translation>
    </message>
    <message>
        <source>{code} cannot be on {chain}</source>
        <translation>{code} kann nicht auf {chain} sein</translation>
    </message>
    <message>
        <source>{code} is the chain&apos;s own money and has no contract</source>
        <translation>{code} ist das eigene Geld der Chain und hat keinen Contract</translation>
    </message>
    <message>
        <source>“{value}” is not an Ethereum address</source>
        <translation>„{value}“ ist keine Ethereum-Adresse</translation>
    </message>
    <message>
        <source>“{text}” is mistyped: its checksum is wrong</source>
        <translation>„{text}“ ist vertippt: Die Prüfsumme stimmt nicht</translation>
    </message>
    <message>
        <source>{name}: the node does not have a block it should have</source>
        <translation>{name}: Der Node hat einen Block nicht, den er haben sollte</translation>
    </message>
    <message>
        <source>{name}: the node answers with other blocks than asked for</source>
        <translation>{name}: Der Node antwortet mit anderen Blöcken als gefragt</translation>
    </message>
    <message>
        <source>{name}: the node is behind: at block {height}, which was read up to {height2} before</source>
        <translation>{name}: Der Node ist zurück: bei Block {height}, gelesen war schon bis {height2}</translation>
    </message>
    <message>
        <source>{name}: the node is behind: at block {height}</source>
        <translation>{name}: Der Node ist zurück: bei Block {height}</translation>
    </message>
    <message>
        <source>{name} and {name2} contradict each other: they have different blocks {at}</source>
        <translation>{name} und {name2} widersprechen sich: Sie haben verschiedene Blöcke {at}</translation>
    </message>
    <message>
        <source>stands still at block {height}, another is at {height2}</source>
        <translation>steht bei Block {height} still, ein anderer ist bei {height2}</translation>
    </message>
    <message>
        <source>No node is configured for this chain</source>
        <translation>Für diese Chain ist kein Node eingestellt</translation>
    </message>
    <message>
        <source>refused by status</source>
        <translation>durch den Status abgelehnt</translation>
    </message>
    <message>
        <source>Only {words} node answers, too few to call a payment {end}</source>
        <translation>Nur {words} Node antwortet, zu wenige, um eine Zahlung {end} zu nennen</translation>
    </message>
    <message>
        <source>Another payment of {account} took its number {nonce}, and that is final</source>
        <translation>Eine andere Zahlung von {account} nahm ihre Nummer {nonce}, und das ist endgültig</translation>
    </message>
    <message>
        <source>The number {nonce} of {account} is used, and no node knows by what: after so long they may have forgotten. Look for {txids} before you pay it again</source>
        <translation>Die Nummer {nonce} von {account} ist benutzt, und kein Node weiß wodurch: Nach so langer Zeit haben sie es vielleicht vergessen. Suchen Sie nach {txids}, bevor Sie noch einmal zahlen</translation>
    </message>
    <message>
        <source>What {code} and {code2} cost was not known when the invoice was made, so the fee cannot be counted in {code2}: pay this refund by hand</source>
        <translation>Was {code} und {code2} kosteten, war beim Erstellen der Rechnung nicht bekannt, also ist die Gebühr in {code2} nicht zu berechnen: Zahlen Sie diese Rückzahlung von Hand</translation>
    </message>
    <message>
        <source>The node {name} serves chain eip155:{found}, but {chain} is configured. Correct the node&apos;s address or the chain.</source>
        <translation>Der Node {name} bedient die Chain eip155:{found}, eingestellt ist aber {chain}. Berichtigen Sie die Adresse des Nodes oder die Chain.</translation>
    </message>
    <message>
        <source>There is no token {code} at {contract} on {chain} (asked {name}). Correct its contract.</source>
        <translation>Es gibt keinen Token {code} bei {contract} auf {chain} (gefragt: {name}). Berichtigen Sie den Contract.</translation>
    </message>
    <message>
        <source>The contract of {code} at {contract} has {word} decimals, but {decimals} are declared. Correct its contract.</source>
        <translation>Der Contract von {code} bei {contract} hat {word} Nachkommastellen, angegeben sind aber {decimals}. Berichtigen Sie den Contract.</translation>
    </message>
    <message>
        <source>Choose a passphrase of at least {least_letters} letters: it guards the money</source>
        <translation>Wählen Sie eine Passphrase mit mindestens {least_letters} Zeichen: Sie schützt das Geld</translation>
    </message>
    <message>
        <source>{path} cannot be read: {strerror}</source>
        <translation>{path} kann nicht gelesen werden: {strerror}</translation>
    </message>
    <message>
        <source>{path} is no Ethereum keystore (V3), or it was spoilt: put its backup back</source>
        <translation>{path} ist kein Ethereum-Schlüsselspeicher (V3) oder wurde beschädigt: Legen Sie die Sicherung zurück</translation>
    </message>
    <message>
        <source>The refund wallet {address} is locked: unlock it first</source>
        <translation>Die Rückzahlungs-Wallet {address} ist gesperrt: Entsperren Sie sie zuerst</translation>
    </message>
    <message>
        <source>The passphrase does not open {name}</source>
        <translation>Die Passphrase öffnet {name} nicht</translation>
    </message>
    <message>
        <source>The node&apos;s logs cannot be read: {why}</source>
        <translation>Die Protokolle des Nodes sind nicht lesbar: {why}</translation>
    </message>
    <message>
        <source>The node&apos;s logs are of another block than the one that was read</source>
        <translation>Die Protokolle des Nodes gehören zu einem anderen Block als dem gelesenen</translation>
    </message>
    <message>
        <source>The nodes do not agree how often {account} has paid: {told}</source>
        <translation>Die Nodes sind sich nicht einig, wie oft {account} gezahlt hat: {told}</translation>
    </message>
    <message>
        <source>It was paid out of {account}, but the refund wallet is another now</source>
        <translation>Es wurde von {account} gezahlt, die Rückzahlungs-Wallet ist jetzt aber eine andere</translation>
    </message>
    <message>
        <source>{amount} is too little to send</source>
        <translation>{amount} ist zu wenig zum Senden</translation>
    </message>
    <message>
        <source>The network fee of {fee} would leave nothing to send</source>
        <translation>Die Netzwerkgebühr von {fee} ließe nichts zum Senden übrig</translation>
    </message>
    <message>
        <source>The refund wallet has {has} and needs {needed}: send {code} on {chain} to {address}</source>
        <translation>Die Rückzahlungs-Wallet hat {has} und braucht {needed}: Senden Sie {code} auf {chain} an {address}</translation>
    </message>
    <message>
        <source>serves chain {served}, not {chain}</source>
        <translation>bedient Chain {served}, nicht {chain}</translation>
    </message>
    <message>
        <source>cannot be reached ({name})</source>
        <translation>nicht erreichbar ({name})</translation>
    </message>
    <message>
        <source>{name}: the node has other blocks than were read before from another, back to block {value}: one of the two is wrong</source>
        <translation>{name}: Der Node hat andere Blöcke, als vorher von einem anderen gelesen wurden, zurück bis Block {value}: Einer von beiden ist falsch</translation>
    </message>
    <message>
        <source>Nobody has this address: what is sent there is lost</source>
        <translation>Diese Adresse gehört niemandem: Was dorthin geht, ist verloren</translation>
    </message>
    <message>
        <source>{name}: {answers} answers to {calls} questions</source>
        <translation>{name}: {answers} Antworten auf {calls} Fragen</translation>
    </message>
    <message>
        <source>{name}: the node answers HTTP {status}</source>
        <translation>{name}: Der Node antwortet HTTP {status}</translation>
    </message>
    <message>
        <source>{code} cannot be sent to {to}: the payment would fail ({why})</source>
        <translation>{code} kann nicht an {to} gesendet werden: Die Zahlung würde scheitern ({why})</translation>
    </message>
    <message>
        <source>the token&apos;s contract says no</source>
        <translation>der Contract des Tokens sagt nein</translation>
    </message>
    <message>
        <source>The node says “{value}” where a number belongs</source>
        <translation>Der Node sagt „{value}“, wo eine Zahl hingehört</translation>
    </message>
    <message>
        <source>These are the words of another wallet than that of wallets.evm.xpub</source>
        <translation>Das sind die Wörter einer anderen Wallet als der von wallets.evm.xpub</translation>
    </message>
    <message>
        <source>This extended public key is of depth {depth}. Export the one of your Ethereum account: m/44&apos;/60&apos;/0&apos; (or m/44&apos;/60&apos;/0&apos;/0).</source>
        <translation>Dieser erweiterte öffentliche Schlüssel hat die Tiefe {depth}. Exportieren Sie den Ihres Ethereum-Kontos: m/44&apos;/60&apos;/0&apos; (oder m/44&apos;/60&apos;/0&apos;/0).</translation>
    </message>
    <message>
        <source>This is not an extended public key, or it is mistyped. It starts with xpub and has 111 letters and digits.</source>
        <translation>Das ist kein erweiterter öffentlicher Schlüssel, oder er ist vertippt. Er beginnt mit xpub und hat 111 Buchstaben und Ziffern.</translation>
    </message>
    <message>
        <source>This Monero address is not for {chain}</source>
        <translation>Diese Monero-Adresse ist nicht für {chain}</translation>
    </message>
    <message>
        <source>The Monero wallet is not open yet</source>
        <translation>Die Monero-Wallet ist noch nicht offen</translation>
    </message>
    <message>
        <source>{name} gives addresses that are not this wallet&apos;s</source>
        <translation>{name} gibt Adressen, die nicht zu dieser Wallet gehören</translation>
    </message>
    <message>
        <source>{name} has another wallet open</source>
        <translation>{name} hat eine andere Wallet offen</translation>
    </message>
    <message>
        <source>“{value}” is mistyped: its checksum is wrong</source>
        <translation>„{value}“ ist vertippt: Die Prüfsumme stimmt nicht</translation>
    </message>
    <message>
        <source>“{value}” is not a Monero address</source>
        <translation>„{value}“ ist keine Monero-Adresse</translation>
    </message>
    <message>
        <source>This is not a Monero address</source>
        <translation>Das ist keine Monero-Adresse</translation>
    </message>
    <message>
        <source>{name}: is at block {height}, and block {last} was read already</source>
        <translation>{name}: ist bei Block {height}, und Block {last} wurde schon gelesen</translation>
    </message>
    <message>
        <source>{name}: says {value}</source>
        <translation>{name}: sagt {value}</translation>
    </message>
    <message>
        <source>{name}: still fetches the chain, block {progress}</source>
        <translation>{name}: holt noch die Chain, Block {progress}</translation>
    </message>
    <message>
        <source>{name}: does not have the blocks {first} to {last}</source>
        <translation>{name}: hat die Blöcke {first} bis {last} nicht</translation>
    </message>
    <message>
        <source>{name}: shows a transaction that cannot be read</source>
        <translation>{name}: zeigt eine Transaktion, die nicht lesbar ist</translation>
    </message>
    <message>
        <source>{name} serves {served} instead of {chain}</source>
        <translation>{name} bedient {served} statt {chain}</translation>
    </message>
    <message>
        <source>Name at least one Monero node to watch the chain with</source>
        <translation>Nennen Sie mindestens einen Monero-Node, um die Chain zu beobachten</translation>
    </message>
    <message>
        <source>No Monero node is configured</source>
        <translation>Kein Monero-Node ist eingestellt</translation>
    </message>
    <message>
        <source>There is no {name} at {chosen}</source>
        <translation>Es gibt kein {name} bei {chosen}</translation>
    </message>
    <message>
        <source>{name} was not found: install Monero&apos;s programs, or set where it is</source>
        <translation>{name} wurde nicht gefunden: Installieren Sie die Programme von Monero, oder stellen Sie ein, wo es liegt</translation>
    </message>
    <message>
        <source>The wallet signed something that is no transaction</source>
        <translation>Die Wallet hat etwas unterschrieben, das keine Transaktion ist</translation>
    </message>
    <message>
        <source>The wallet signed a transaction that spends nothing</source>
        <translation>Die Wallet hat eine Transaktion unterschrieben, die nichts ausgibt</translation>
    </message>
    <message>
        <source>There are {parts} words; a Monero wallet has {words} of them</source>
        <translation>Es sind {parts} Wörter; eine Monero-Wallet hat {words}</translation>
    </message>
    <message>
        <source>These are not the words of a Monero wallet: one is misspelt, or in another place</source>
        <translation>Das sind nicht die Wörter einer Monero-Wallet: Eines ist falsch geschrieben oder steht an anderer Stelle</translation>
    </message>
    <message>
        <source>This is not the passphrase of the Monero refund wallet</source>
        <translation>Das ist nicht die Passphrase der Monero-Rückzahlungs-Wallet</translation>
    </message>
    <message>
        <source>The Monero refund wallet is locked: give its passphrase</source>
        <translation>Die Monero-Rückzahlungs-Wallet ist gesperrt: Geben Sie ihre Passphrase ein</translation>
    </message>
    <message>
        <source>No wallet is open in {name}: open the one that pays refunds there</source>
        <translation>In {name} ist keine Wallet offen: Öffnen Sie dort die, die Rückzahlungen zahlt</translation>
    </message>
    <message>
        <source>{name}: the refund wallet still reads the chain, {progress}</source>
        <translation>{name}: Die Rückzahlungs-Wallet liest noch die Chain, {progress}</translation>
    </message>
    <message>
        <source>{name}: the refund wallet was closed</source>
        <translation>{name}: Die Rückzahlungs-Wallet wurde geschlossen</translation>
    </message>
    <message>
        <source>{name}: spends what another refund spends already</source>
        <translation>{name}: gibt aus, was eine andere Rückzahlung schon ausgibt</translation>
    </message>
    <message>
        <source>{text}; {needed} are needed with the network fee</source>
        <translation>{text}; mit der Netzwerkgebühr werden {needed} gebraucht</translation>
    </message>
    <message>
        <source>The network fee would leave nothing worth sending of {told}</source>
        <translation>Die Netzwerkgebühr ließe nichts Sendenswertes von {told} übrig</translation>
    </message>
    <message>
        <source>The refund wallet has {unlocked_balance} to spend</source>
        <translation>Die Rückzahlungs-Wallet hat {unlocked_balance} zum Ausgeben</translation>
    </message>
    <message>
        <source>, and {locked} more in about {value} minutes</source>
        <translation>, und {locked} mehr in etwa {value} Minuten</translation>
    </message>
    <message>
        <source>{name}: the network fee changes too fast</source>
        <translation>{name}: Die Netzwerkgebühr ändert sich zu schnell</translation>
    </message>
    <message>
        <source>The wallet does not know such an address</source>
        <translation>Die Wallet kennt keine solche Adresse</translation>
    </message>
    <message>
        <source>The refund wallet&apos;s money lies in too many small pieces for one payment: send all of it to the wallet&apos;s own address once</source>
        <translation>Das Geld der Rückzahlungs-Wallet liegt in zu vielen kleinen Stücken für eine Zahlung: Senden Sie einmal alles an die eigene Adresse der Wallet</translation>
    </message>
    <message>
        <source>The wallet that is open in {name} cannot spend</source>
        <translation>Die Wallet, die in {name} offen ist, kann nicht ausgeben</translation>
    </message>
    <message>
        <source>the fee is more than the amount</source>
        <translation>die Gebühr ist größer als der Betrag</translation>
    </message>
    <message>
        <source>{name} does not take the payment: {why}</source>
        <translation>{name} nimmt die Zahlung nicht an: {why}</translation>
    </message>
    <message>
        <source>{name}: does not say what is spent ({value})</source>
        <translation>{name}: sagt nicht, was ausgegeben ist ({value})</translation>
    </message>
    <message>
        <source>{name}: calls a payment lost, and no other node answers to agree</source>
        <translation>{name}: nennt eine Zahlung verloren, und kein anderer Node stimmt zu</translation>
    </message>
    <message>
        <source>what it spends was spent already</source>
        <translation>was sie ausgibt, ist schon ausgegeben</translation>
    </message>
    <message>
        <source>its fee is too low</source>
        <translation>ihre Gebühr ist zu niedrig</translation>
    </message>
    <message>
        <source>what it spends is not there</source>
        <translation>was sie ausgibt, ist nicht da</translation>
    </message>
    <message>
        <source>it pays in a way that is not allowed any more</source>
        <translation>sie zahlt auf eine Weise, die nicht mehr erlaubt ist</translation>
    </message>
    <message>
        <source>its rings are smaller than is allowed now</source>
        <translation>ihre Ringe sind kleiner als jetzt erlaubt</translation>
    </message>
    <message>
        <source>it pays more than it spends</source>
        <translation>sie zahlt mehr, als sie ausgibt</translation>
    </message>
    <message>
        <source>it is too big</source>
        <translation>sie ist zu groß</translation>
    </message>
    <message>
        <source>it has too few outputs</source>
        <translation>sie hat zu wenige Ausgänge</translation>
    </message>
    <message>
        <source>it carries too much besides</source>
        <translation>sie trägt zu viel nebenbei</translation>
    </message>
    <message>
        <source>its rings look odd</source>
        <translation>ihre Ringe sehen seltsam aus</translation>
    </message>
    <message>
        <source>it does not say why</source>
        <translation>er sagt nicht warum</translation>
    </message>
    <message>
        <source>what it spends was spent by another payment of the refund wallet</source>
        <translation>was sie ausgibt, gab schon eine andere Zahlung der Rückzahlungs-Wallet aus</translation>
    </message>
    <message>
        <source>{name} cannot be started: {strerror}</source>
        <translation>{name} kann nicht gestartet werden: {strerror}</translation>
    </message>
    <message>
        <source>{name} has ended and is started again in {left_s} s</source>
        <translation>{name} hat geendet und wird in {left_s} s neu gestartet</translation>
    </message>
    <message>
        <source>{folder} cannot be made: {strerror}</source>
        <translation>{folder} kann nicht angelegt werden: {strerror}</translation>
    </message>
    <message>
        <source>{lives} and does not answer</source>
        <translation>{lives} und antwortet nicht</translation>
    </message>
    <message>
        <source>An earlier {name} (process {pid}) has not ended yet</source>
        <translation>Ein früheres {name} (Prozess {pid}) hat noch nicht geendet</translation>
    </message>
    <message>
        <source>{name} does not answer {ready_s} s after its start</source>
        <translation>{name} antwortet {ready_s} s nach dem Start nicht</translation>
    </message>
    <message>
        <source>{name} ended at once: {self}</source>
        <translation>{name} hat sofort geendet: {self}</translation>
    </message>
    <message>
        <source>exit code {exit_code}</source>
        <translation>Exit-Code {exit_code}</translation>
    </message>
    <message>
        <source>A node&apos;s news come from an address like tcp://127.0.0.1:18083</source>
        <translation>Neuigkeiten eines Nodes kommen von einer Adresse wie tcp://127.0.0.1:18083</translation>
    </message>
    <message>
        <source>{name} and {name2} disagree about transaction {txid}</source>
        <translation>{name} und {name2} sind sich über die Transaktion {txid} nicht einig</translation>
    </message>
    <message>
        <source>This is an address of Monero&apos;s {name} network</source>
        <translation>Das ist eine Adresse des {name}-Netzwerks von Monero</translation>
    </message>
    <message>
        <source>Give the wallet&apos;s primary address, which starts with 4: subaddresses and integrated addresses are made from it</source>
        <translation>Geben Sie die Hauptadresse der Wallet an, die mit 4 beginnt: Unteradressen und integrierte Adressen werden daraus gemacht</translation>
    </message>
    <message>
        <source>The private view key has 64 hexadecimal digits</source>
        <translation>Der private Ansichtsschlüssel hat 64 hexadezimale Ziffern</translation>
    </message>
    <message>
        <source>This is the private spend key, which can take all the money. Florin wants the private view key, which only sees. If it was shown to anybody, move the money to a new wallet.</source>
        <translation>Das ist der private Ausgabeschlüssel, der alles Geld nehmen kann. Florin will den privaten Ansichtsschlüssel, der nur sieht. Wurde er jemandem gezeigt, bringen Sie das Geld in eine neue Wallet.</translation>
    </message>
    <message>
        <source>The private view key does not belong to this address. Copy both from the same wallet; never give the spend key.</source>
        <translation>Der private Ansichtsschlüssel gehört nicht zu dieser Adresse. Kopieren Sie beide aus derselben Wallet; geben Sie nie den Ausgabeschlüssel an.</translation>
    </message>
    <message>
        <source>This address holds no valid key</source>
        <translation>Diese Adresse enthält keinen gültigen Schlüssel</translation>
    </message>
    <message>
        <source>A Monero program&apos;s address is like http://host:18081</source>
        <translation>Die Adresse eines Monero-Programms ist wie http://host:18081</translation>
    </message>
    <message>
        <source>{name}: wants another user name or password</source>
        <translation>{name}: will einen anderen Benutzernamen oder ein anderes Passwort</translation>
    </message>
    <message>
        <source>{name}: answers HTTP {status}</source>
        <translation>{name}: antwortet HTTP {status}</translation>
    </message>
    <message>
        <source>{name}: the answer is not what Monero&apos;s programs say</source>
        <translation>{name}: Die Antwort ist nicht, was Programme von Monero sagen</translation>
    </message>
    <message>
        <source>has no connection to its node</source>
        <translation>hat keine Verbindung zu seinem Node</translation>
    </message>
    <message>
        <source>{name}: no answer within {wait_s} s</source>
        <translation>{name}: keine Antwort innerhalb von {wait_s} s</translation>
    </message>
    <message>
        <source>refuses (error {code})</source>
        <translation>lehnt ab (Fehler {code})</translation>
    </message>
    <message>
        <source>{name}: tells of an impossible payment</source>
        <translation>{name}: meldet eine unmögliche Zahlung</translation>
    </message>
    <message>
        <source>There is no payment {value}…</source>
        <translation>Es gibt keine Zahlung {value}…</translation>
    </message>
    <message>
        <source>The payment {value}… is in a block already</source>
        <translation>Die Zahlung {value}… ist schon in einem Block</translation>
    </message>
    <message>
        <source>The chain is {height} blocks high</source>
        <translation>Die Chain ist {height} Blöcke hoch</translation>
    </message>
    <message>
        <source>The play money in {path} cannot be read ({why}). Delete this file to begin with a new practice chain; no real money is in it.</source>
        <translation>Das Spielgeld in {path} kann nicht gelesen werden ({why}). Löschen Sie diese Datei, um mit einer neuen Übungs-Chain zu beginnen; echtes Geld ist nicht darin.</translation>
    </message>
    <message>
        <source>The play money in {path} cannot be read: {strerror}</source>
        <translation>Das Spielgeld in {path} kann nicht gelesen werden: {strerror}</translation>
    </message>
    <message>
        <source>The play money cannot be written to {path}: {strerror}</source>
        <translation>Das Spielgeld kann nicht nach {path} geschrieben werden: {strerror}</translation>
    </message>
    <message>
        <source>practice: the chain is switched off</source>
        <translation>Übung: Die Chain ist ausgeschaltet</translation>
    </message>
    <message>
        <source>{code} is not practice money</source>
        <translation>{code} ist kein Übungsgeld</translation>
    </message>
    <message>
        <source>A payment must be more than nothing</source>
        <translation>Eine Zahlung muss mehr als nichts sein</translation>
    </message>
    <message>
        <source>At least one block must be mined</source>
        <translation>Mindestens ein Block muss erzeugt werden</translation>
    </message>
    <message>
        <source>the chain is switched off</source>
        <translation>die Chain ist ausgeschaltet</translation>
    </message>
    <message>
        <source>A practice address is 0x and 40 digits or a to f</source>
        <translation>Eine Übungsadresse ist 0x und 40 Ziffern oder a bis f</translation>
    </message>
    <message>
        <source>The fee would take all of it</source>
        <translation>Die Gebühr nähme alles</translation>
    </message>
    <message>
        <source>The practice refund wallet has only {words}</source>
        <translation>Die Übungs-Rückzahlungs-Wallet hat nur {words}</translation>
    </message>
    <message>
        <source>The stored transaction {txid} cannot be read</source>
        <translation>Die gespeicherte Transaktion {txid} kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>Number {nonce} is used already</source>
        <translation>Die Nummer {nonce} ist schon benutzt</translation>
    </message>
    <message>
        <source>The fee is too low to replace the payment before it</source>
        <translation>Die Gebühr ist zu niedrig, um die Zahlung davor zu ersetzen</translation>
    </message>
    <message>
        <source>The wallet does not have so much</source>
        <translation>So viel hat die Wallet nicht</translation>
    </message>
    <message>
        <source>another payment of the wallet took its place</source>
        <translation>eine andere Zahlung der Wallet nahm ihren Platz</translation>
    </message>
    <message>
        <source>There are {words} words; a seed has 12 to 24 of them</source>
        <translation>Es sind {words} Wörter; ein Seed hat 12 bis 24</translation>
    </message>
    <message>
        <source>These are not the words of a seed: one is misspelt, or they are in another order</source>
        <translation>Das sind nicht die Wörter eines Seeds: Eines ist falsch geschrieben, oder sie stehen in anderer Reihenfolge</translation>
    </message>
    <message>
        <source>The stored place in the chain cannot be read: {value}</source>
        <translation>Die gespeicherte Stelle in der Chain kann nicht gelesen werden: {value}</translation>
    </message>
    <message>
        <source>The stored place in the chain is empty</source>
        <translation>Die gespeicherte Stelle in der Chain ist leer</translation>
    </message>
    <message>
        <source>This is a private key or a seed. Florin wants the public one (xpub…) and never needs to see a secret. If it was shown or sent to anybody, move the money to a new wallet.</source>
        <translation>Das ist ein privater Schlüssel oder ein Seed. Florin will den öffentlichen (xpub…) und braucht nie ein Geheimnis zu sehen. Wurde er jemandem gezeigt oder gesendet, bringen Sie das Geld in eine neue Wallet.</translation>
    </message>
    <message>
        <source>This looks like an address. Florin gives each sale an address of its own and makes them from your account&apos;s extended public key (xpub…): export that from the same wallet.</source>
        <translation>Das sieht wie eine Adresse aus. Florin gibt jedem Verkauf eine eigene Adresse und erzeugt sie aus dem erweiterten öffentlichen Schlüssel Ihres Kontos (xpub…): Exportieren Sie diesen aus derselben Wallet.</translation>
    </message>
    <message>
        <source>“{value}” is not an amount of {code}</source>
        <translation>„{value}“ ist kein Betrag in {code}</translation>
    </message>
    <message>
        <source>{code} has at most {decimals} decimals</source>
        <translation>{code} hat höchstens {decimals} Nachkommastellen</translation>
    </message>
    <message>
        <source>“{value}” is not a price</source>
        <translation>„{value}“ ist kein Preis</translation>
    </message>
    <message>
        <source>{currency} has at most {currency2} decimals</source>
        <translation>{currency} hat höchstens {currency2} Nachkommastellen</translation>
    </message>
    <message>
        <source>The coin can be changed only before any money was seen</source>
        <translation>Der Coin kann nur geändert werden, bevor Geld gesehen wurde</translation>
    </message>
    <message>
        <source>The time of this invoice is over</source>
        <translation>Die Zeit dieser Rechnung ist abgelaufen</translation>
    </message>
    <message>
        <source>Money was already received: it must be sent back instead</source>
        <translation>Es kam schon Geld an: Es muss stattdessen zurückgezahlt werden</translation>
    </message>
    <message>
        <source>This invoice has already expired</source>
        <translation>Diese Rechnung ist schon abgelaufen</translation>
    </message>
    <message>
        <source>Nothing was received for this invoice yet</source>
        <translation>Für diese Rechnung kam noch nichts an</translation>
    </message>
    <message>
        <source>No coin has been chosen for this invoice yet</source>
        <translation>Für diese Rechnung wurde noch kein Coin gewählt</translation>
    </message>
    <message>
        <source>An address was already given for this money: ask the shop</source>
        <translation>Für dieses Geld wurde schon eine Adresse angegeben: Fragen Sie das Geschäft</translation>
    </message>
    <message>
        <source>This is an address of this invoice, not the customer&apos;s</source>
        <translation>Das ist eine Adresse dieser Rechnung, nicht die des Kunden</translation>
    </message>
    <message>
        <source>Money of this invoice is already on its way back</source>
        <translation>Geld dieser Rechnung ist schon auf dem Rückweg</translation>
    </message>
    <message>
        <source>Refund {id} cannot pay {units} units</source>
        <translation>Rückzahlung {id} kann keine {units} Einheiten zahlen</translation>
    </message>
    <message>
        <source>Refund {id} was given to the owner&apos;s wallet to pay: it may be paid already</source>
        <translation>Rückzahlung {id} wurde der Wallet des Inhabers überlassen: Sie ist vielleicht schon bezahlt</translation>
    </message>
    <message>
        <source>Refund {id} is signed already, and this one does not replace it</source>
        <translation>Rückzahlung {id} ist schon unterschrieben, und diese hier ersetzt sie nicht</translation>
    </message>
    <message>
        <source>The fee of refund {id} leaves nothing to send</source>
        <translation>Die Gebühr der Rückzahlung {id} lässt nichts zum Senden übrig</translation>
    </message>
    <message>
        <source>Refund {id} has no transaction {txid}</source>
        <translation>Rückzahlung {id} hat keine Transaktion {txid}</translation>
    </message>
    <message>
        <source>Refund {id} is {stage} and cannot be {to}</source>
        <translation>Rückzahlung {id} ist {stage} und kann nicht {to} werden</translation>
    </message>
    <message>
        <source>Refund {id} comes from a backup: the lost machine may have sent it. Look for it on the chain, then approve it</source>
        <translation>Rückzahlung {id} stammt aus einer Sicherung: Der verlorene Rechner hat sie vielleicht gesendet. Suchen Sie sie in der Chain, dann geben Sie sie frei</translation>
    </message>
    <message>
        <source>An amount must be more than zero</source>
        <translation>Ein Betrag muss mehr als null sein</translation>
    </message>
    <message>
        <source>This line is not in the cart</source>
        <translation>Diese Zeile ist nicht im Verkauf</translation>
    </message>
    <message>
        <source>This till sells in {currency}, not in {currency2}</source>
        <translation>Diese Kasse verkauft in {currency}, nicht in {currency2}</translation>
    </message>
    <message>
        <source>This price cannot be sold</source>
        <translation>Zu diesem Preis kann nicht verkauft werden</translation>
    </message>
    <message>
        <source>A quantity is more than 0 and at most {max_quantity}</source>
        <translation>Eine Menge ist mehr als 0 und höchstens {max_quantity}</translation>
    </message>
    <message>
        <source>At most {quantity_digits} decimals can be weighed</source>
        <translation>Höchstens {quantity_digits} Nachkommastellen können gewogen werden</translation>
    </message>
    <message>
        <source>A discount is a percentage or a value</source>
        <translation>Ein Rabatt ist ein Prozentsatz oder ein Betrag</translation>
    </message>
    <message>
        <source>A discount is between 0 and 100 %</source>
        <translation>Ein Rabatt liegt zwischen 0 und 100 %</translation>
    </message>
    <message>
        <source>A discount cannot raise the price</source>
        <translation>Ein Rabatt kann den Preis nicht erhöhen</translation>
    </message>
    <message>
        <source>A key needs a name of 1 to {longest_name} letters, such as the shop&apos;s</source>
        <translation>Ein Schlüssel braucht einen Namen mit 1 bis {longest_name} Zeichen, etwa den des Shops</translation>
    </message>
    <message>
        <source>Say what the key may do: at least one of {allowed}</source>
        <translation>Sagen Sie, was der Schlüssel darf: mindestens eines von {allowed}</translation>
    </message>
    <message>
        <source>Refund {id} is {stage}: only a planned one is still to be paid</source>
        <translation>Rückzahlung {id} ist {stage}: Nur eine geplante ist noch zu zahlen</translation>
    </message>
    <message>
        <source>This link is not valid: use the one on your receipt</source>
        <translation>Dieser Link ist nicht gültig: Benutzen Sie den auf Ihrem Beleg</translation>
    </message>
    <message>
        <source>There is nothing to send back on this network</source>
        <translation>In diesem Netzwerk gibt es nichts zurückzuzahlen</translation>
    </message>
    <message>
        <source>This is the address that you paid to, not one of yours</source>
        <translation>Das ist die Adresse, an die Sie gezahlt haben, nicht eine von Ihnen</translation>
    </message>
    <message>
        <source>An address was already given for this money</source>
        <translation>Für dieses Geld wurde schon eine Adresse angegeben</translation>
    </message>
    <message>
        <source>The shop does not take this coin any more: ask it for your money</source>
        <translation>Das Geschäft nimmt diesen Coin nicht mehr an: Bitten Sie dort um Ihr Geld</translation>
    </message>
    <message>
        <source>Too many wrong PINs: try again later</source>
        <translation>Zu viele falsche PINs: Versuchen Sie es später noch einmal</translation>
    </message>
    <message>
        <source>This is not the PIN on the receipt</source>
        <translation>Das ist nicht die PIN auf dem Beleg</translation>
    </message>
    <message>
        <source>{code} has no price for this invoice</source>
        <translation>{code} hat keinen Preis für diese Rechnung</translation>
    </message>
    <message>
        <source>The {network} network cannot be seen now, so {code} is not offered</source>
        <translation>Das Netzwerk {network} ist gerade nicht zu sehen, darum wird {code} nicht angeboten</translation>
    </message>
    <message>
        <source>{code} is not on offer here</source>
        <translation>{code} wird hier nicht angeboten</translation>
    </message>
    <message>
        <source>A price must be above zero</source>
        <translation>Ein Preis muss über null liegen</translation>
    </message>
    <message>
        <source>Asked for by {value}</source>
        <translation>Angefordert von {value}</translation>
    </message>
    <message>
        <source>This idempotency key was used for another request</source>
        <translation>Dieser Idempotenzschlüssel wurde für eine andere Anfrage benutzt</translation>
    </message>
    <message>
        <source>A webhook needs an address such as https://shop.example/florin</source>
        <translation>Ein Webhook braucht eine Adresse wie https://shop.example/florin</translation>
    </message>
    <message>
        <source>There is no event “{name}”. {known}</source>
        <translation>Es gibt kein Ereignis „{name}“. {known}</translation>
    </message>
    <message>
        <source>There is no webhook endpoint {id}</source>
        <translation>Es gibt keinen Webhook-Endpunkt {id}</translation>
    </message>
    <message>
        <source>The full amount has been seen</source>
        <translation>Der volle Betrag wurde gesehen</translation>
    </message>
    <message>
        <source>The time is over</source>
        <translation>Die Zeit ist abgelaufen</translation>
    </message>
    <message>
        <source>Waiting for payment again</source>
        <translation>Wieder Warten auf Zahlung</translation>
    </message>
    <message>
        <source>A part is paid</source>
        <translation>Ein Teil ist bezahlt</translation>
    </message>
    <message>
        <source>Payment seen: {payment}</source>
        <translation>Zahlung gesehen: {payment}</translation>
    </message>
    <message>
        <source>Payment in a block: {payment}</source>
        <translation>Zahlung in einem Block: {payment}</translation>
    </message>
    <message>
        <source>Payment is gone: {payment}</source>
        <translation>Zahlung ist fort: {payment}</translation>
    </message>
    <message>
        <source>Payment is back: {payment}</source>
        <translation>Zahlung ist wieder da: {payment}</translation>
    </message>
    <message>
        <source>The money of a payment is being spent elsewhere, too: {payment}</source>
        <translation>Das Geld einer Zahlung wird auch anderswo ausgegeben: {payment}</translation>
    </message>
    <message>
        <source>replaceable by its sender</source>
        <translation>vom Absender ersetzbar</translation>
    </message>
    <message>
        <source>low fee</source>
        <translation>niedrige Gebühr</translation>
    </message>
    <message>
        <source>spends unconfirmed money</source>
        <translation>gibt unbestätigtes Geld aus</translation>
    </message>
    <message>
        <source>not carried out yet</source>
        <translation>noch nicht ausgeführt</translation>
    </message>
    <message>
        <source>told by one source only</source>
        <translation>nur von einer Quelle gemeldet</translation>
    </message>
    <message>
        <source>spent twice</source>
        <translation>doppelt ausgegeben</translation>
    </message>
    <message>
        <source>locked by its sender, not counted</source>
        <translation>vom Absender gesperrt, nicht gezählt</translation>
    </message>
    <message>
        <source>burnt, not counted</source>
        <translation>verbrannt, nicht gezählt</translation>
    </message>
    <message>
        <source>{amount} in an internal transfer</source>
        <translation>{amount} in einer internen Überweisung</translation>
    </message>
    <message>
        <source>{amount} in transaction {tx_hash}</source>
        <translation>{amount} in Transaktion {tx_hash}</translation>
    </message>
    <message>
        <source>block {height}</source>
        <translation>Block {height}</translation>
    </message>
    <message>
        <source>Asked for {due} to {address}</source>
        <translation>Angefordert: {due} an {address}</translation>
    </message>
    <message>
        <source>Cancelled by {by}</source>
        <translation>Abgebrochen von {by}</translation>
    </message>
    <message>
        <source>Accepted as full payment by {by}</source>
        <translation>Als volle Zahlung angenommen von {by}</translation>
    </message>
    <message>
        <source>Money goes back to {to}, said {value}</source>
        <translation>Geld geht zurück an {to}, gesagt von {value}</translation>
    </message>
    <message>
        <source>Refund {refund_id} waits: its sender is no plain account</source>
        <translation>Rückzahlung {refund_id} wartet: Ihr Absender ist kein einfaches Konto</translation>
    </message>
    <message>
        <source>Refund {refund_id} approved by {by}</source>
        <translation>Rückzahlung {refund_id} freigegeben von {by}</translation>
    </message>
    <message>
        <source>Refund {refund_id} left to the owner&apos;s wallet by {by}</source>
        <translation>Rückzahlung {refund_id} der Wallet des Inhabers überlassen von {by}</translation>
    </message>
    <message>
        <source>Refund {refund_id} signed: {txid}</source>
        <translation>Rückzahlung {refund_id} unterschrieben: {txid}</translation>
    </message>
    <message>
        <source>Refund {refund_id} confirmed: {txid}</source>
        <translation>Rückzahlung {refund_id} bestätigt: {txid}</translation>
    </message>
    <message>
        <source>said {by}</source>
        <translation>sagte {by}</translation>
    </message>
    <message>
        <source>found on the chain</source>
        <translation>in der Chain gefunden</translation>
    </message>
    <message>
        <source>Refund {refund_id} paid by hand: {txid}, {whose}</source>
        <translation>Rückzahlung {refund_id} von Hand bezahlt: {txid}, {whose}</translation>
    </message>
    <message>
        <source>Refund {refund_id} is smaller than its fee and was not sent</source>
        <translation>Rückzahlung {refund_id} ist kleiner als ihre Gebühr und wurde nicht gesendet</translation>
    </message>
    <message>
        <source>Refund {refund_id} did not arrive: {why}</source>
        <translation>Rückzahlung {refund_id} ist nicht angekommen: {why}</translation>
    </message>
    <message>
        <source>Refund {refund_id} planned anew by {by}</source>
        <translation>Rückzahlung {refund_id} neu geplant von {by}</translation>
    </message>
    <message>
        <source>the customer</source>
        <translation>dem Kunden</translation>
    </message>
    <message>
        <source>There is no invoice {id}</source>
        <translation>Es gibt keine Rechnung {id}</translation>
    </message>
    <message>
        <source>There is no invoice {selector}</source>
        <translation>Es gibt keine Rechnung {selector}</translation>
    </message>
    <message>
        <source>delivered: {note}</source>
        <translation>zugestellt: {note}</translation>
    </message>
    <message>
        <source>given up: {note}</source>
        <translation>aufgegeben: {note}</translation>
    </message>
    <message>
        <source>will try again: {note}</source>
        <translation>wird noch einmal versucht: {note}</translation>
    </message>
    <message>
        <source>shown at the till</source>
        <translation>an der Kasse gezeigt</translation>
    </message>
    <message>
        <source>handed to the refunds</source>
        <translation>den Rückzahlungen übergeben</translation>
    </message>
    <message>
        <source>its transaction failed on the chain</source>
        <translation>ihre Transaktion scheiterte in der Chain</translation>
    </message>
    <message>
        <source>There is no such amount of {code}</source>
        <translation>Einen solchen Betrag in {code} gibt es nicht</translation>
    </message>
    <message>
        <source>This shop was restored from a backup, and the lost machine has probably sent it: {words} went to this address in {txid}. Approved it is sent once more</source>
        <translation>Dieses Geschäft wurde aus einer Sicherung wiederhergestellt, und der verlorene Rechner hat sie wahrscheinlich schon gesendet: {words} gingen mit {txid} an diese Adresse. Freigegeben wird sie noch einmal gesendet</translation>
    </message>
    <message>
        <source>It goes beyond the limit of {words} in 24 hours: somebody has to approve it</source>
        <translation>Sie übersteigt das Limit von {words} in 24 Stunden: Jemand muss sie freigeben</translation>
    </message>
    <message>
        <source>This shop was restored from a backup: look whether the lost machine sent it already, then approve it</source>
        <translation>Dieses Geschäft wurde aus einer Sicherung wiederhergestellt: Sehen Sie nach, ob der verlorene Rechner sie schon gesendet hat, dann geben Sie sie frei</translation>
    </message>
    <message>
        <source>No price is known to hold it against the daily limit: somebody has to approve it</source>
        <translation>Kein Preis ist bekannt, um sie am Tageslimit zu messen: Jemand muss sie freigeben</translation>
    </message>
    <message>
        <source>The wallet that sent it is not set up any more: look it up by hand</source>
        <translation>Die Wallet, die sie gesendet hat, ist nicht mehr eingerichtet: Sehen Sie von Hand nach</translation>
    </message>
    <message>
        <source>The owner&apos;s own wallet has to pay it</source>
        <translation>Die eigene Wallet des Inhabers muss sie zahlen</translation>
    </message>
    <message>
        <source>The refund wallet is locked: give its passphrase</source>
        <translation>Die Rückzahlungs-Wallet ist gesperrt: Geben Sie ihre Passphrase ein</translation>
    </message>
    <message>
        <source>Somebody has to approve it</source>
        <translation>Jemand muss sie freigeben</translation>
    </message>
    <message>
        <source>A transaction is written as 64 digits and letters a to f</source>
        <translation>Eine Transaktion wird mit 64 Ziffern und Buchstaben von a bis f geschrieben</translation>
    </message>
    <message>
        <source>No refund wallet is set up there: your own wallet pays what goes back</source>
        <translation>Dort ist keine Rückzahlungs-Wallet eingerichtet: Ihre eigene Wallet zahlt, was zurückgeht</translation>
    </message>
    <message>
        <source>No coin of {chain} is on offer here</source>
        <translation>Kein Coin von {chain} wird hier angeboten</translation>
    </message>
    <message>
        <source>{amount} came to an address of a sale that was lost with the old machine: {address}, transaction {txid}</source>
        <translation>{amount} kam an eine Adresse eines Verkaufs, der mit dem alten Rechner verloren ging: {address}, Transaktion {txid}</translation>
    </message>
    <message>
        <source>its fee would eat it</source>
        <translation>die Gebühr würde es aufzehren</translation>
    </message>
    <message>
        <source>a payment of it failed</source>
        <translation>eine Zahlung davon scheiterte</translation>
    </message>
    <message>
        <source>there is nothing</source>
        <translation>es ist nichts da</translation>
    </message>
    <message>
        <source>Tokens cannot pay for their own way: send {value} {code} on {chain} to {purse} first. What is left of it is gathered, too.</source>
        <translation>Token können ihren Weg nicht selbst bezahlen: Senden Sie zuerst {value} {code} auf {chain} an {purse}. Was davon übrig bleibt, wird mit gesammelt.</translation>
    </message>
    <message>
        <source>The computer&apos;s clock was set back by {told}. See that it is right: no open payment ends by it for half an hour (florin doctor compares it with others).</source>
        <translation>Die Uhr des Rechners wurde um {told} zurückgestellt. Prüfen Sie, ob sie stimmt: Eine halbe Stunde lang endet keine offene Zahlung durch sie (florin doctor vergleicht sie mit anderen).</translation>
    </message>
    <message>
        <source>{seconds} seconds</source>
        <translation>{seconds} Sekunden</translation>
    </message>
    <message>
        <source>The computer&apos;s clock was set forward by {told}. See that it is right: no open payment ends by it for half an hour (florin doctor compares it with others).</source>
        <translation>Die Uhr des Rechners wurde um {told} vorgestellt. Prüfen Sie, ob sie stimmt: Eine halbe Stunde lang endet keine offene Zahlung durch sie (florin doctor vergleicht sie mit anderen).</translation>
    </message>
    <message>
        <source>{days} days</source>
        <translation>{days} Tage</translation>
    </message>
    <message>
        <source>{hours} hours</source>
        <translation>{hours} Stunden</translation>
    </message>
    <message>
        <source>{minutes} minutes</source>
        <translation>{minutes} Minuten</translation>
    </message>
    <message>
        <source>The network&apos;s fee is higher than this refund now: it goes once that has fallen</source>
        <translation>Die Netzwerkgebühr ist gerade höher als diese Rückzahlung: Sie geht, sobald jene gefallen ist</translation>
    </message>
    <message>
        <source>The network does not take its transaction: {value}</source>
        <translation>Das Netzwerk nimmt ihre Transaktion nicht an: {value}</translation>
    </message>
    <message>
        <source>no new block for {value} minutes</source>
        <translation>seit {value} Minuten kein neuer Block</translation>
    </message>
    <message>
        <source>catching up: block {height}</source>
        <translation>holt auf: Block {height}</translation>
    </message>
    <message>
        <source>The shop is closed</source>
        <translation>Das Geschäft ist geschlossen</translation>
    </message>
    <message>
        <source>Please type a number first</source>
        <translation>Bitte geben Sie zuerst eine Zahl ein</translation>
    </message>
    <message>
        <source>Please type the number without a sign for thousands</source>
        <translation>Bitte geben Sie die Zahl ohne Tausenderzeichen ein</translation>
    </message>
    <message>
        <source>This till cannot send money back</source>
        <translation>Diese Kasse kann kein Geld zurückzahlen</translation>
    </message>
    <message>
        <source>None of the networks can be seen</source>
        <translation>Keines der Netzwerke ist zu sehen</translation>
    </message>
    <message>
        <source>Only the online shop can make a new code for its order</source>
        <translation>Nur der Onlineshop kann einen neuen Code für seine Bestellung machen</translation>
    </message>
    <message>
        <source>The online shop writes the receipt of its orders</source>
        <translation>Der Onlineshop schreibt den Beleg für seine Bestellungen</translation>
    </message>
    <message>
        <source>No manager&apos;s PIN can be kept here</source>
        <translation>Hier kann keine PIN der Leitung aufbewahrt werden</translation>
    </message>
    <message>
        <source>There is no code on the screen to pay</source>
        <translation>Auf dem Bildschirm ist kein Code zum Bezahlen</translation>
    </message>
    <message>
        <source>There is no payment to take back</source>
        <translation>Es gibt keine Zahlung zum Zurücknehmen</translation>
    </message>
    <message>
        <source>This till has no rates to set</source>
        <translation>Diese Kasse hat keine Kurse zu setzen</translation>
    </message>
    <message>
        <source>This shop does not take {code}</source>
        <translation>Dieses Geschäft nimmt {code} nicht an</translation>
    </message>
    <message>
        <source>There is nothing to charge yet</source>
        <translation>Es gibt noch nichts zu kassieren</translation>
    </message>
    <message>
        <source>This shop cannot be set up from here</source>
        <translation>Dieses Geschäft kann von hier nicht eingerichtet werden</translation>
    </message>
    <message>
        <source>too many names are being looked up</source>
        <translation>gerade werden zu viele Namen nachgeschlagen</translation>
    </message>
    <message>
        <source>no answer of the name service</source>
        <translation>keine Antwort des Namensdienstes</translation>
    </message>
    <message>
        <source>only http and https addresses can be called</source>
        <translation>nur Adressen mit http und https können gerufen werden</translation>
    </message>
    <message>
        <source>the address is not one that can be called</source>
        <translation>die Adresse ist keine, die gerufen werden kann</translation>
    </message>
    <message>
        <source>private addresses must be allowed in the settings</source>
        <translation>private Adressen müssen in den Einstellungen erlaubt werden</translation>
    </message>
    <message>
        <source>answered {status}</source>
        <translation>antwortete {status}</translation>
    </message>
    <message>
        <source>the name of the shop&apos;s server is not known</source>
        <translation>der Name des Servers des Shops ist nicht bekannt</translation>
    </message>
    <message>
        <source>the shop&apos;s certificate was not accepted</source>
        <translation>das Zertifikat des Shops wurde nicht angenommen</translation>
    </message>
    <message>
        <source>the shop&apos;s server could not be reached in time</source>
        <translation>der Server des Shops war nicht rechtzeitig erreichbar</translation>
    </message>
    <message>
        <source>the shop did not answer in time</source>
        <translation>der Shop antwortete nicht rechtzeitig</translation>
    </message>
    <message>
        <source>the shop&apos;s server could not be reached</source>
        <translation>der Server des Shops war nicht erreichbar</translation>
    </message>
    <message>
        <source>the connection broke before an answer came</source>
        <translation>die Verbindung brach ab, bevor eine Antwort kam</translation>
    </message>
    <message>
        <source>the endpoint was removed</source>
        <translation>der Endpunkt wurde entfernt</translation>
    </message>
    <message>
        <source>the endpoint is switched off</source>
        <translation>der Endpunkt ist ausgeschaltet</translation>
    </message>
    <message>
        <source>alarms and refunds stay in the house</source>
        <translation>Warnungen und Rückzahlungen bleiben im Haus</translation>
    </message>
    <message>
        <source>Not a CIDR range: {entry}</source>
        <translation>Kein CIDR-Bereich: {entry}</translation>
    </message>
    <message>
        <source>the name has no address</source>
        <translation>der Name hat keine Adresse</translation>
    </message>
    <message>
        <source>{host} is at a private address</source>
        <translation>{host} liegt an einer privaten Adresse</translation>
    </message>
    <message>
        <source>No rate service has told a price of {code} in {currency}</source>
        <translation>Kein Kursdienst hat einen Preis von {code} in {currency} genannt</translation>
    </message>
    <message>
        <source>Not all rate services have told their price of {code} yet</source>
        <translation>Noch haben nicht alle Kursdienste ihren Preis von {code} genannt</translation>
    </message>
    <message>
        <source>The rate services disagree about {code}</source>
        <translation>Die Kursdienste sind sich über {code} nicht einig</translation>
    </message>
    <message>
        <source>The price of {code} jumped and nobody confirms it yet</source>
        <translation>Der Preis von {code} ist gesprungen, und noch bestätigt es niemand</translation>
    </message>
    <message>
        <source>{words}; its last rate is {minutes} minutes old</source>
        <translation>{words}; der letzte Kurs ist {minutes} Minuten alt</translation>
    </message>
    <message>
        <source>{name} is far off with its price of {far}</source>
        <translation>{name} liegt mit seinem Preis von {far} weit daneben</translation>
    </message>
    <message>
        <source>coinbase answers for another coin</source>
        <translation>coinbase antwortet für einen anderen Coin</translation>
    </message>
    <message>
        <source>cryptocompare wants an API key (rates.cryptocompare_key)</source>
        <translation>cryptocompare will einen API-Schlüssel (rates.cryptocompare_key)</translation>
    </message>
    <message>
        <source>cryptocompare answers with an error</source>
        <translation>cryptocompare antwortet mit einem Fehler</translation>
    </message>
    <message>
        <source>cryptocompare does not answer with prices</source>
        <translation>cryptocompare antwortet nicht mit Preisen</translation>
    </message>
    <message>
        <source>The fixed rate of {code} in {currency} must be above zero</source>
        <translation>Der feste Kurs von {code} in {currency} muss über null liegen</translation>
    </message>
    <message>
        <source>kraken answers with an error</source>
        <translation>kraken antwortet mit einem Fehler</translation>
    </message>
    <message>
        <source>The rate of {value} must be above zero</source>
        <translation>Der Kurs von {value} muss über null liegen</translation>
    </message>
    <message>
        <source>A rate can be set for a minute up to a week</source>
        <translation>Ein Kurs kann für eine Minute bis zu einer Woche gesetzt werden</translation>
    </message>
    <message>
        <source>{name} is too slow</source>
        <translation>{name} ist zu langsam</translation>
    </message>
    <message>
        <source>the newest price of {name} is {value} minutes old</source>
        <translation>der neueste Preis von {name} ist {value} Minuten alt</translation>
    </message>
    <message>
        <source>{name} has no believable price</source>
        <translation>{name} hat keinen glaubhaften Preis</translation>
    </message>
    <message>
        <source>{name} does not answer with prices</source>
        <translation>{name} antwortet nicht mit Preisen</translation>
    </message>
    <message>
        <source>{name} answered {status}</source>
        <translation>{name} antwortete {status}</translation>
    </message>
    <message>
        <source>{name} does not answer</source>
        <translation>{name} antwortet nicht</translation>
    </message>
    <message>
        <source>{name} answers without end</source>
        <translation>{name} antwortet ohne Ende</translation>
    </message>
    <message>
        <source>{name} is no number</source>
        <translation>{name} ist keine Zahl</translation>
    </message>
    <message>
        <source>a name stands twice in one object</source>
        <translation>ein Name steht zweimal in einem Objekt</translation>
    </message>
    <message>
        <source>{name} was asked too often</source>
        <translation>{name} wurde zu oft gefragt</translation>
    </message>
    <message>
        <source>{name} does not know what it was asked for</source>
        <translation>{name} weiß nicht, wonach es gefragt wurde</translation>
    </message>
    <message>
        <source>The database holds an effect of the unknown kind “{kind}”</source>
        <translation>Die Datenbank enthält eine Wirkung der unbekannten Art „{kind}“</translation>
    </message>
    <message>
        <source>The database holds an entry that cannot be read</source>
        <translation>Die Datenbank enthält einen Eintrag, der nicht lesbar ist</translation>
    </message>
    <message>
        <source>given up: the endpoint was removed</source>
        <translation>aufgegeben: Der Endpunkt wurde entfernt</translation>
    </message>
    <message>
        <source>The database contradicts itself: {words}</source>
        <translation>Die Datenbank widerspricht sich: {words}</translation>
    </message>
    <message>
        <source>The database is damaged ({words}). Nothing was changed in it. Close Florin, keep the file as it is, and bring the newest backup back with florin restore.</source>
        <translation>Die Datenbank ist beschädigt ({words}). Nichts wurde darin geändert. Schließen Sie Florin, lassen Sie die Datei, wie sie ist, und holen Sie die neueste Sicherung mit florin restore zurück.</translation>
    </message>
    <message>
        <source>The database does not work: {words}</source>
        <translation>Die Datenbank arbeitet nicht: {words}</translation>
    </message>
    <message>
        <source>not a database</source>
        <translation>keine Datenbank</translation>
    </message>
    <message>
        <source>disk image</source>
        <translation>Datenträgerabbild</translation>
    </message>
    <message>
        <source>database or disk is full</source>
        <translation>Datenbank oder Datenträger ist voll</translation>
    </message>
    <message>
        <source>readonly database</source>
        <translation>nur lesbare Datenbank</translation>
    </message>
    <message>
        <source>unable to open database file</source>
        <translation>Datenbankdatei kann nicht geöffnet werden</translation>
    </message>
    <message>
        <source>disk I/O error</source>
        <translation>Ein-/Ausgabefehler des Datenträgers</translation>
    </message>
    <message>
        <source>database is locked</source>
        <translation>Datenbank ist gesperrt</translation>
    </message>
    <message>
        <source>The disk is full, so nothing can be written down or sold. Make room on it: it goes on by itself, and what comes in meanwhile is found then.</source>
        <translation>Der Datenträger ist voll, also kann nichts aufgeschrieben oder verkauft werden. Schaffen Sie Platz: Es geht von selbst weiter, und was inzwischen hereinkommt, wird dann gefunden.</translation>
    </message>
    <message>
        <source>The records cannot be written: the disk, the folder or florin.db is read-only. Make it writable: it goes on by itself.</source>
        <translation>Die Aufzeichnungen können nicht geschrieben werden: Der Datenträger, der Ordner oder florin.db ist nur lesbar. Machen Sie es beschreibbar: Es geht von selbst weiter.</translation>
    </message>
    <message>
        <source>The records cannot be opened: the folder is gone, or your user may not write there.</source>
        <translation>Die Aufzeichnungen können nicht geöffnet werden: Der Ordner ist fort, oder Ihr Benutzer darf dort nicht schreiben.</translation>
    </message>
    <message>
        <source>The disk fails (I/O error): it may have been pulled out or be at its end. Nothing can be sold until it works again.</source>
        <translation>Der Datenträger versagt (E/A-Fehler): Vielleicht wurde er abgezogen oder ist am Ende. Nichts kann verkauft werden, bis er wieder arbeitet.</translation>
    </message>
    <message>
        <source>Another program holds the records for too long. End it, then it goes on by itself.</source>
        <translation>Ein anderes Programm hält die Aufzeichnungen zu lange fest. Beenden Sie es, dann geht es von selbst weiter.</translation>
    </message>
    <message>
        <source>The database cannot be opened: {strerror}</source>
        <translation>Die Datenbank kann nicht geöffnet werden: {strerror}</translation>
    </message>
    <message>
        <source>There is a key with the name “{name}” already</source>
        <translation>Es gibt schon einen Schlüssel mit dem Namen „{name}“</translation>
    </message>
    <message>
        <source>There is no key {id}</source>
        <translation>Es gibt keinen Schlüssel {id}</translation>
    </message>
    <message>
        <source>The database cannot be copied to {kept}: {strerror}</source>
        <translation>Die Datenbank kann nicht nach {kept} kopiert werden: {strerror}</translation>
    </message>
    <message>
        <source>The database is of another version of Florin. Open the till once with this one</source>
        <translation>Die Datenbank ist von einer anderen Version von Florin. Öffnen Sie die Kasse einmal mit dieser</translation>
    </message>
    <message>
        <source>The database cannot hold such a value</source>
        <translation>Einen solchen Wert kann die Datenbank nicht aufnehmen</translation>
    </message>
    <message>
        <source>The database is closed</source>
        <translation>Die Datenbank ist geschlossen</translation>
    </message>
    <message>
        <source>Restored from a backup: refunds wait until somebody has looked for them on the chain</source>
        <translation>Aus einer Sicherung wiederhergestellt: Rückzahlungen warten, bis jemand in der Chain nach ihnen gesehen hat</translation>
    </message>
    <message>
        <source>This sale was written down already</source>
        <translation>Dieser Verkauf wurde schon aufgeschrieben</translation>
    </message>
    <message>
        <source>There is no database in {parent} yet. Open the till once, then try again</source>
        <translation>In {parent} gibt es noch keine Datenbank. Öffnen Sie die Kasse einmal, dann versuchen Sie es noch einmal</translation>
    </message>
    <message>
        <source>The database cannot be copied to {parent}: {why}</source>
        <translation>Die Datenbank kann nicht nach {parent} kopiert werden: {why}</translation>
    </message>
    <message>
        <source>The database {name} cannot be read: {why}</source>
        <translation>Die Datenbank {name} kann nicht gelesen werden: {why}</translation>
    </message>
    <message>
        <source>The database {name} is damaged: {found}</source>
        <translation>Die Datenbank {name} ist beschädigt: {found}</translation>
    </message>
    <message>
        <source>The database {name} is damaged: a row of {value} belongs to nothing</source>
        <translation>Die Datenbank {name} ist beschädigt: Eine Zeile von {value} gehört zu nichts</translation>
    </message>
    <message>
        <source>{each} was deleted, moved or replaced while the till was open. Nothing more can be written down. Put it back or plug its disk in, then open Florin anew; if it is lost, bring the newest backup back with florin restore.</source>
        <translation>{each} wurde gelöscht, verschoben oder ersetzt, während die Kasse offen war. Es kann nichts mehr aufgeschrieben werden. Legen Sie die Datei zurück, oder schließen Sie ihren Datenträger an, und öffnen Sie Florin neu; ist sie verloren, holen Sie die neueste Sicherung mit florin restore zurück.</translation>
    </message>
    <message>
        <source>An invoice with this name exists already</source>
        <translation>Eine Rechnung mit diesem Namen gibt es schon</translation>
    </message>
    <message>
        <source>This address was given to another invoice</source>
        <translation>Diese Adresse wurde einer anderen Rechnung gegeben</translation>
    </message>
    <message>
        <source>A request with this idempotency key was made already</source>
        <translation>Eine Anfrage mit diesem Idempotenzschlüssel gab es schon</translation>
    </message>
    <message>
        <source>A payment that belongs to one invoice was counted for another</source>
        <translation>Eine Zahlung, die zu einer Rechnung gehört, wurde für eine andere gezählt</translation>
    </message>
    <message>
        <source>There is no such delivery</source>
        <translation>Eine solche Zustellung gibt es nicht</translation>
    </message>
    <message>
        <source>Another product has this barcode</source>
        <translation>Ein anderer Artikel hat diesen Barcode</translation>
    </message>
    <message>
        <source>This file is a database, but not one of Florin: it was left as it is</source>
        <translation>Diese Datei ist eine Datenbank, aber keine von Florin: Sie blieb, wie sie ist</translation>
    </message>
    <message>
        <source>This database was written by a newer Florin (its tables have version {revision}, this program knows up to {value}). Install the newer program again.</source>
        <translation>Diese Datenbank wurde von einem neueren Florin geschrieben (ihre Tabellen haben Version {revision}, dieses Programm kennt sie bis {value}). Installieren Sie das neuere Programm wieder.</translation>
    </message>
    <message>
        <source>The database holds a sweep&apos;s transaction that cannot be read</source>
        <translation>Die Datenbank enthält die Transaktion einer Sammlung, die nicht lesbar ist</translation>
    </message>
    <message>
        <source>The database {name} cannot be counted: {why}</source>
        <translation>Die Datenbank {name} kann nicht gezählt werden: {why}</translation>
    </message>
    <message>
        <source>The list of products {path} cannot be read</source>
        <translation>Die Artikelliste {path} kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>There is no product in this file</source>
        <translation>In dieser Datei ist kein Artikel</translation>
    </message>
    <message>
        <source>Line {line_num} cannot be read as a table</source>
        <translation>Zeile {line_num} ist nicht als Tabelle lesbar</translation>
    </message>
    <message>
        <source>This is not a CSV file. Save the table as CSV (UTF-8)</source>
        <translation>Das ist keine CSV-Datei. Speichern Sie die Tabelle als CSV (UTF-8)</translation>
    </message>
    <message>
        <source>Two columns mean the same: {value}, {name}</source>
        <translation>Zwei Spalten bedeuten dasselbe: {value}, {name}</translation>
    </message>
    <message>
        <source>The first line must name the columns, and none is called “{called}”</source>
        <translation>Die erste Zeile muss die Spalten benennen, und keine heißt „{called}“</translation>
    </message>
    <message>
        <source>A list may have {most} products</source>
        <translation>Eine Liste darf {most} Artikel haben</translation>
    </message>
    <message>
        <source>The barcode {barcode} stands in line {line} already</source>
        <translation>Der Barcode {barcode} steht schon in Zeile {line}</translation>
    </message>
    <message>
        <source>“{title}” stands in line {line} already</source>
        <translation>„{title}“ steht schon in Zeile {line}</translation>
    </message>
    <message>
        <source>The name is missing</source>
        <translation>Der Name fehlt</translation>
    </message>
    <message>
        <source>The name has more than {longest} letters</source>
        <translation>Der Name hat mehr als {longest} Zeichen</translation>
    </message>
    <message>
        <source>The table spoilt the barcode “{text}”: make its column text and type it anew</source>
        <translation>Die Tabelle hat den Barcode „{text}“ verfälscht: Machen Sie die Spalte zu Text und geben Sie ihn neu ein</translation>
    </message>
    <message>
        <source>A barcode has at most {barcode} letters and digits</source>
        <translation>Ein Barcode hat höchstens {barcode} Buchstaben und Ziffern</translation>
    </message>
    <message>
        <source>The price is missing</source>
        <translation>Der Preis fehlt</translation>
    </message>
    <message>
        <source>“{text}” is not a price, such as 2.40</source>
        <translation>„{text}“ ist kein Preis, etwa 2.40</translation>
    </message>
    <message>
        <source>“{text}” is more than any price</source>
        <translation>„{text}“ ist mehr als jeder Preis</translation>
    </message>
    <message>
        <source>“{text}” can be read in two ways: leave the sign away</source>
        <translation>„{text}“ ist auf zwei Arten lesbar: Lassen Sie das Zeichen weg</translation>
    </message>
    <message>
        <source>“{text}” has more than {digits} digits after the point</source>
        <translation>„{text}“ hat mehr als {digits} Stellen nach dem Komma</translation>
    </message>
    <message>
        <source>“{text}” is not in {currency}, which the shop&apos;s prices are in</source>
        <translation>„{text}“ ist nicht in {currency}, der Währung der Preise dieses Geschäfts</translation>
    </message>
    <message>
        <source>“{text}” is not a tax rate, such as 19</source>
        <translation>„{text}“ ist kein Steuersatz, etwa 19</translation>
    </message>
    <message>
        <source>A PIN is four to eight digits</source>
        <translation>Eine PIN hat vier bis acht Ziffern</translation>
    </message>
    <message>
        <source>The manager&apos;s PIN is kept in a form that cannot be read</source>
        <translation>Die PIN der Leitung ist in einer Form aufbewahrt, die nicht lesbar ist</translation>
    </message>
    <message>
        <source>No manager&apos;s PIN is set yet. The owner sets one with: florin pin</source>
        <translation>Noch ist keine PIN der Leitung gesetzt. Der Inhaber setzt eine mit: florin pin</translation>
    </message>
    <message>
        <source>There is a manager&apos;s PIN already</source>
        <translation>Es gibt schon eine PIN der Leitung</translation>
    </message>
    <message>
        <source>{words}: florin pin</source>
        <translation>{words}: florin pin</translation>
    </message>
    <message>
        <source>Too many wrong PINs. {wait_s}</source>
        <translation>Zu viele falsche PINs. {wait_s}</translation>
    </message>
    <message>
        <source>Try again in {minutes} min {seconds} s</source>
        <translation>Versuchen Sie es in {minutes} Min. {seconds} s noch einmal</translation>
    </message>
    <message>
        <source>Try again in {seconds} s</source>
        <translation>Versuchen Sie es in {seconds} s noch einmal</translation>
    </message>
    <message>
        <source>No recovery sheet was made for this shop. The owner sets a new PIN with</source>
        <translation>Für dieses Geschäft wurde kein Notfallblatt gemacht. Der Inhaber setzt eine neue PIN mit</translation>
    </message>
    <message>
        <source>This is not the code of the newest sheet</source>
        <translation>Das ist nicht der Code des neuesten Blattes</translation>
    </message>
    <message>
        <source>This is not the manager&apos;s PIN</source>
        <translation>Das ist nicht die PIN der Leitung</translation>
    </message>
    <message>
        <source>There is nothing in the cart</source>
        <translation>Im Verkauf ist nichts</translation>
    </message>
    <message>
        <source>This sale is not set aside any more</source>
        <translation>Dieser Verkauf ist nicht mehr geparkt</translation>
    </message>
    <message>
        <source>There is no sale {id}</source>
        <translation>Es gibt keinen Verkauf {id}</translation>
    </message>
    <message>
        <source>This till sells in {currency}</source>
        <translation>Diese Kasse verkauft in {currency}</translation>
    </message>
    <message>
        <source>There is nothing to pay</source>
        <translation>Es gibt nichts zu bezahlen</translation>
    </message>
    <message>
        <source>what lies there is not about Florin&apos;s versions</source>
        <translation>was dort liegt, ist nicht über Florin</translation>
    </message>
    <message>
        <source>what is signed there cannot be read</source>
        <translation>was dort signiert ist, ist nicht lesbar</translation>
    </message>
    <message>
        <source>what is signed there has no date</source>
        <translation>was dort signiert ist, hat kein Datum</translation>
    </message>
    <message>
        <source>what is signed there has no version</source>
        <translation>was dort signiert ist, hat keine Version</translation>
    </message>
    <message>
        <source>what is signed there does not name its files</source>
        <translation>was dort signiert ist, nennt seine Dateien nicht</translation>
    </message>
    <message>
        <source>The publisher&apos;s key is 64 hex digits (0-9, a-f) that make an Ed25519 public key</source>
        <translation>Der Schlüssel des Herausgebers hat 64 Hex-Ziffern (0-9, a-f), die einen öffentlichen Ed25519-Schlüssel ergeben</translation>
    </message>
    <message>
        <source>what lies there is not signed</source>
        <translation>was dort liegt, ist nicht signiert</translation>
    </message>
    <message>
        <source>what lies there is not signed by Florin&apos;s publisher</source>
        <translation>was dort liegt, ist nicht vom Herausgeber von Florin signiert</translation>
    </message>
    <message>
        <source>the place of updates answers without end</source>
        <translation>der Ort der Aktualisierungen antwortet ohne Ende</translation>
    </message>
    <message>
        <source>the place of updates is too slow</source>
        <translation>der Ort der Aktualisierungen ist zu langsam</translation>
    </message>
    <message>
        <source>the place of updates does not answer</source>
        <translation>der Ort der Aktualisierungen antwortet nicht</translation>
    </message>
    <message>
        <source>the place of updates is not one with https</source>
        <translation>der Ort der Aktualisierungen hat kein https</translation>
    </message>
    <message>
        <source>the place of updates answered {status}</source>
        <translation>der Ort der Aktualisierungen antwortete {status}</translation>
    </message>
    <message>
        <source>the place of updates leads away from https</source>
        <translation>der Ort der Aktualisierungen führt von https weg</translation>
    </message>
    <message>
        <source>the place of updates leads in circles</source>
        <translation>der Ort der Aktualisierungen führt im Kreis</translation>
    </message>
</context>
</TS>
